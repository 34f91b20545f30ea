package io.github.gatefault.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

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

/**
 * What the causes mean, for whoever follows the {@code type} of problem details (RFC 9457, section 3.1.1): one page for each, and
 * a list of all. Asked for by people who repair something, and so rendered each time.
 */
final class ProblemTypePages {
    private static final String ONE = "problem.mustache";
    private static final String ALL = "problems.mustache";

    private final @Nullable TemplateSource own;
    private final String base;
    private final boolean enhancements;
    private final FactWriter facts;
    private final @Nullable Compiled ownPages;

    /** The two pages, compiled. */
    private record Compiled(Templates.Template one, Templates.Template all) {
        static Compiled of(TemplateSource source) {
            return new Compiled(Templates.named(source, ONE), Templates.named(source, ALL));
        }
    }

    /** Compiled for whoever asks first. */
    private static final class BuiltIn {
        static final Compiled PAGES = Compiled.of(Templates.BUILT_IN);
    }

    /**
     * Compiles the application's templates.
     *
     * @param own where they are, or {@code null} where it has none
     * @throws IllegalArgumentException if one is broken; the message names its file
     */
    ProblemTypePages(@Nullable TemplateSource own, String base, boolean enhancements, FactWriter facts) {
        this.own = own;
        this.ownPages = own == null ? null : Compiled.of(own.orElse(Templates.BUILT_IN));
        this.base = base;
        this.enhancements = enhancements;
        this.facts = facts;
    }

    private Compiled pages() {
        return ownPages != null ? ownPages : BuiltIn.PAGES;
    }

    /** Returns an incident that stands for all of this cause. */
    static Incident example(CauseType cause) {
        return Incident.builder("0", Instant.EPOCH, cause).build();
    }

    Page one(FailureText story, Format format) {
        return page(pages().one, story, format, members(story));
    }

    /** Returns the list of all causes, in the language of this story. */
    Page all(FailureText story, Format format) {
        return page(pages().all, story, format, titles(story));
    }

    private Page page(Templates.Template template, FailureText story, Format format, Map<String, Object> members) {
        return switch (format) {
            case HTML -> html(template, story);
            case PROBLEM_JSON, JSON -> plain(Format.JSON, story, facts.json(members));
            case PROBLEM_XML, XML -> plain(Format.XML, story, facts.xml(story.language(), members));
            case TEXT, SHORT_TEXT -> {
                StringBuilder out = new StringBuilder();
                FactWriter.lines(out, members);
                yield plain(Format.TEXT, story, out.toString().getBytes(UTF_8));
            }
        };
    }

    private static Page plain(Format format, FailureText story, byte[] body) {
        return new Page(format, story.language().locale(), null, body, null);
    }

    private Page html(Templates.Template template, FailureText story) {
        try {
            return html(template, story, null);
        } catch (RuntimeException e) {
            if (own == null) {
                throw e;
            }
            return html(Templates.named(Templates.BUILT_IN, template.name()), story, e);
        }
    }

    private Page html(Templates.Template template, FailureText story, @Nullable RuntimeException trouble) {
        String page = template.execute(TemplateModel.ofExplanation(
                story, enhancements, status(story), caller(story), checks(story), titles(story)));
        return new Page(
                Format.HTML,
                story.language().locale(),
                ContentSecurityPolicy.of(template.name(), page, enhancements),
                page.getBytes(UTF_8),
                trouble);
    }

    private Map<String, Object> members(FailureText story) {
        CauseType cause = story.incident().cause();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", base + cause.token());
        members.put("title", story.title());
        String status = status(story);
        if (status != null) {
            members.put("status", cause.status());
        }
        members.put("detail", story.summary());
        members.put("cause", cause.token());
        members.put("category", cause.family().token());
        members.put("retryable", cause.retryable());
        members.put("request_sent", cause.requestSent().token());
        members.put("action_by", cause.actionBy().token());
        cause.retryAfter().ifPresent(wait -> members.put("retry_after", wait.toSeconds()));
        members.put("caller", caller(story));
        members.put("operator", checks(story));
        return members;
    }

    /** Returns the status that goes with this cause, or {@code null} where it is the upstream's. */
    private static @Nullable String status(FailureText story) {
        CauseType cause = story.incident().cause();
        return cause.isProxyErrorType() ? Integer.toString(cause.status()) : null;
    }

    /** Returns what the caller can do. What is said to a visitor of a reference does not belong here. */
    private static List<String> caller(FailureText story) {
        CauseType cause = story.incident().cause();
        List<String> advice = new ArrayList<>();
        advice.add(story.word("sent." + cause.requestSent().token()));
        if (!cause.retryable()) {
            if (!story.isForTheCaller()) {
                advice.add(story.word("advice.repair"));
            }
        } else {
            String wait = story.waitHint();
            advice.add(wait != null ? wait : story.word("advice.retry"));
        }
        return advice;
    }

    /** Returns the questions of the runbook, without its commands: an upstream's operator has those on a page of their own. */
    private static List<String> checks(FailureText story) {
        return Runbook.of(story.incident().cause()).checks().stream()
                .map(check -> story.word("check." + check.key()))
                .toList();
    }

    private static Map<String, Object> titles(FailureText story) {
        Map<String, Object> titles = new LinkedHashMap<>();
        Arrays.stream(CauseType.values())
                .forEach(cause -> titles.put(cause.token(), story.word("title." + cause.token())));
        return titles;
    }
}
