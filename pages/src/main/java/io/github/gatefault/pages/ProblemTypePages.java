package io.github.gatefault.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.gatefault.cause.ActionBy;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.pages.internal.render.ContentSecurityPolicy;
import io.github.gatefault.pages.internal.render.FactWriter;
import io.github.gatefault.pages.internal.render.FailureText;
import io.github.gatefault.pages.internal.render.TemplateModel;
import io.github.gatefault.pages.internal.render.Templates;
import io.github.gatefault.pages.template.TemplateSource;
import io.github.gatefault.runbook.Runbook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Explains each cause at the {@code type} of problem details (RFC 9457, section 3.1.1), and lists all. Caches no page. */
final class ProblemTypePages {
    private static final String PAGE = "problem.mustache";
    private static final String INDEX = "problems.mustache";

    private final String base;
    private final boolean enhancements;
    private final FactWriter writer;
    private final @Nullable Compiled customTemplates;

    /** The two templates, compiled. */
    private record Compiled(Templates.Template page, Templates.Template index) {
        static Compiled of(TemplateSource source) {
            return new Compiled(Templates.named(source, PAGE), Templates.named(source, INDEX));
        }
    }

    /** Compiled at the first request. */
    private static final class BuiltIn {
        static final Compiled TEMPLATES = Compiled.of(Templates.BUILT_IN);
    }

    /** Compiles the application's templates, if any. An {@link IllegalArgumentException} names a broken file. */
    ProblemTypePages(@Nullable TemplateSource custom, String base, boolean enhancements, FactWriter writer) {
        this.customTemplates = custom == null ? null : Compiled.of(custom.orElse(Templates.BUILT_IN));
        this.base = base;
        this.enhancements = enhancements;
        this.writer = writer;
    }

    private Compiled templates() {
        return customTemplates != null ? customTemplates : BuiltIn.TEMPLATES;
    }

    /** Returns an example incident of this cause. */
    static Incident example(CauseType cause) {
        return Incident.builder("0", Instant.EPOCH, cause).build();
    }

    /** Returns the page that explains the cause of this text. */
    Page page(FailureText text, Format format) {
        return page(templates().page, text, format, members(text));
    }

    /** Returns the list of all causes, in the language of this text. */
    Page index(FailureText text, Format format) {
        return page(templates().index, text, format, titles(text));
    }

    private Page page(Templates.Template template, FailureText text, Format format, Map<String, Object> members) {
        return switch (format) {
            case HTML -> html(template, text);
            case PROBLEM_JSON, JSON -> plain(Format.JSON, text, writer.json(members));
            case PROBLEM_XML, XML -> plain(Format.XML, text, writer.xml(text.language(), members));
            case TEXT, SHORT_TEXT -> {
                StringBuilder out = new StringBuilder();
                FactWriter.appendLines(out, members);
                yield plain(Format.TEXT, text, out.toString().getBytes(UTF_8));
            }
        };
    }

    private static Page plain(Format format, FailureText text, byte[] body) {
        return new Page(format, text.language().locale(), null, body, null);
    }

    private Page html(Templates.Template template, FailureText text) {
        try {
            return html(template, text, null);
        } catch (RuntimeException e) {
            if (customTemplates == null) {
                throw e;
            }
            return html(Templates.named(Templates.BUILT_IN, template.name()), text, e);
        }
    }

    private Page html(Templates.Template template, FailureText text, @Nullable RuntimeException error) {
        String page = template.execute(TemplateModel.ofProblemType(
                text, enhancements, status(text), callerAdvice(text), operatorChecks(text), titles(text)));
        return new Page(
                Format.HTML,
                text.language().locale(),
                ContentSecurityPolicy.of(template.name(), page, enhancements),
                page.getBytes(UTF_8),
                error);
    }

    private Map<String, Object> members(FailureText text) {
        CauseType cause = text.incident().cause();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", base + cause.token());
        members.put("title", text.title());
        if (cause.isProxyErrorType()) {
            members.put("status", cause.status());
        }
        members.put("detail", text.summary());
        members.put("cause", cause.token());
        members.put("category", cause.family().token());
        members.put("retryable", cause.retryable());
        members.put("request_sent", cause.requestSent().token());
        members.put("action_by", cause.actionBy().token());
        cause.retryAfter().ifPresent(wait -> members.put("retry_after", wait.toSeconds()));
        members.put("caller", callerAdvice(text));
        members.put("operator", operatorChecks(text));
        return members;
    }

    /** Returns the recommended status of the cause, or {@code null} where the upstream decides it. */
    private static @Nullable String status(FailureText text) {
        CauseType cause = text.incident().cause();
        return cause.isProxyErrorType() ? Integer.toString(cause.status()) : null;
    }

    /** Returns what the caller can do, without the advice for visitors who have a reference. */
    private static List<String> callerAdvice(FailureText text) {
        CauseType cause = text.incident().cause();
        List<String> advice = new ArrayList<>();
        advice.add(text.message("sent." + cause.requestSent().token()));
        if (cause.retryable()) {
            String wait = text.waitHint();
            advice.add(wait != null ? wait : text.message("advice.retry"));
        } else if (cause.actionBy() != ActionBy.CLIENT) {
            advice.add(text.message("advice.repair"));
        }
        return advice;
    }

    /** Returns the questions of the runbook, without its commands: those are for operators only. */
    private static List<String> operatorChecks(FailureText text) {
        return Runbook.of(text.incident().cause()).checks().stream()
                .map(check -> text.message("check." + check.key()))
                .toList();
    }

    private static Map<String, Object> titles(FailureText text) {
        Map<String, Object> titles = new LinkedHashMap<>();
        Arrays.stream(CauseType.values())
                .forEach(cause -> titles.put(cause.token(), text.message("title." + cause.token())));
        return titles;
    }
}
