package io.github.gatefault.pages.internal.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.gatefault.cause.CauseFamily;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.Outcome;
import io.github.gatefault.pages.Format;
import io.github.gatefault.pages.Page;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.internal.lookup.LookupResult.Details;
import io.github.gatefault.pages.internal.lookup.LookupResult.Entry;
import io.github.gatefault.pages.internal.lookup.LookupResult.Matches;
import io.github.gatefault.pages.internal.lookup.LookupResult.SimilarIncidents;
import io.github.gatefault.pages.internal.render.ContentSecurityPolicy;
import io.github.gatefault.pages.internal.render.FactWriter;
import io.github.gatefault.pages.internal.render.TemplateModel;
import io.github.gatefault.pages.internal.render.Templates;
import io.github.gatefault.runbook.Check;
import io.github.gatefault.runbook.Runbook;
import io.github.gatefault.runbook.Span;
import io.github.gatefault.runbook.Target;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operators' pages about incidents, and their JSON. They are in English and run no script. */
public final class LookupPages {
    private static final int MAX_PARAMETER = 255;
    private static final int BAR_HEIGHT = 24;

    private final FactWriter writer = new FactWriter();
    private final Templates.Template searchTemplate = Templates.named(Templates.BUILT_IN, "incidents.mustache");
    private final Templates.Template detailsTemplate = Templates.named(Templates.BUILT_IN, "incident.mustache");

    /** Compiles the templates. */
    public LookupPages() {}

    /** Returns this result as JSON. */
    public Page json(LookupResult result) {
        return new Page(Format.JSON, Locale.ENGLISH, null, writer.json(LookupJson.of(result)), null);
    }

    /** Returns the page of one incident, or the search form at {@code base} with its sent parameters and matches. */
    public Page html(LookupResult result, Map<String, String> parameters, String base) {
        Map<String, Object> model = new HashMap<>(LookupJson.of(result));
        model.put("base", base);
        model.put("brand", TemplateModel.brand(Brand.named(null)));
        if (result instanceof Details details) {
            putDetails(model, details);
            return page(detailsTemplate, model);
        }
        putForm(model, parameters);
        if (result instanceof Matches matches) {
            model.put(
                    "incidents",
                    matches.entries().stream().map(LookupPages::incident).toList());
            model.put("count", matches.entries().size());
            model.put("any", !matches.entries().isEmpty());
            model.put("lost", matches.dropped() > 0);
        }
        return page(searchTemplate, model);
    }

    private static Page page(Templates.Template template, Map<String, Object> model) {
        String page = template.execute(model);
        String policy = ContentSecurityPolicy.of(template.name(), page, false)
                .replace("form-action 'none'", "form-action 'self'")
                .replace("frame-ancestors 'self'", "frame-ancestors 'none'");
        return new Page(Format.HTML, Locale.ENGLISH, policy, page.getBytes(UTF_8), null);
    }

    private static void putForm(Map<String, Object> model, Map<String, String> parameters) {
        Map<String, Object> shown = new HashMap<>();
        parameters.forEach((name, value) ->
                shown.put(name, LookupJson.sanitized(value.substring(0, Math.min(value.length(), MAX_PARAMETER)))));
        model.put("parameters", shown);
        model.put(
                "causes",
                TemplateModel.options(
                        Arrays.stream(CauseType.values()).map(CauseType::token), parameters.get("cause")));
        model.put(
                "categories",
                TemplateModel.options(
                        Arrays.stream(CauseFamily.values()).map(CauseFamily::token), parameters.get("category")));
    }

    private static void putDetails(Map<String, Object> model, Details details) {
        Incident incident = details.entry().incident();
        Entry diagnosed = details.similar().diagnosed();
        model.put("incident", incident(details.entry()));
        model.put("similar", similar(details.similar(), incident));
        model.put("diagnosed", diagnosed == null ? false : incident(diagnosed));
        model.put("runbook", runbook(details.runbook(), details.target(), incident.causeDetail()));
    }

    private static Map<String, Object> incident(Entry entry) {
        Map<String, Object> model = new HashMap<>(LookupJson.incident(entry));
        putTime(model, "time", entry.incident().time());
        model.put("after_commit", entry.incident().outcome() == Outcome.AFTER_COMMIT);
        return model;
    }

    private static Map<String, Object> similar(SimilarIncidents similar, Incident incident) {
        String upstream = incident.upstream() == null ? "" : LookupJson.sanitized(incident.upstream());
        Map<String, Object> model = new HashMap<>(LookupJson.similar(similar));
        model.put("many", similar.count() != 1);
        putTime(model, "since", similar.first());
        putTime(model, "until", similar.last());
        model.put("bars", bars(similar.counts()));
        model.put("query", "cause=" + incident.cause().token() + "&upstream=" + URLEncoder.encode(upstream, UTF_8));
        return model;
    }

    private static void putTime(Map<String, Object> model, String name, @Nullable Instant time) {
        if (time != null) {
            model.put(name + "_iso", time.toString());
            model.put(name, time.toString().replace('T', ' ').replace("Z", " UTC"));
        }
    }

    /** Returns the path of an SVG drawing with a bar for each of these counts. */
    private static String bars(List<Long> counts) {
        long max = Math.max(1, counts.stream().mapToLong(Long::longValue).max().orElse(1));
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < counts.size(); i++) {
            long height = (counts.get(i) * BAR_HEIGHT + max - 1) / max;
            if (height > 0) {
                path.append("M%d %dv-%d".formatted(i * 3 + 1, BAR_HEIGHT, height));
            }
        }
        return path.toString();
    }

    private static Map<String, Object> runbook(Runbook runbook, Target target, @Nullable String causeDetail) {
        Map<String, Object> model = new HashMap<>();
        model.put("title", runbook.title());
        model.put("meaning", spans(runbook.meaning()));
        model.put("detail", texts(Stream.ofNullable(runbook.causeDetails().get(causeDetail))));
        model.put("reasons", texts(runbook.reasons().stream()));
        model.put("changes", texts(runbook.changes().stream()));
        model.put("prevention", texts(runbook.prevention().stream()));
        model.put(
                "checks",
                runbook.checks().stream().map(check -> check(check, target)).toList());
        List<Map<String, Object>> names = new ArrayList<>();
        runbook.names().forEach((system, name) -> names.add(Map.of("system", system, "text", spans(name))));
        model.put("names", names);
        return model;
    }

    private static Map<String, Object> check(Check check, Target target) {
        Stream<String> commands = check.commands(target).stream();
        return Map.of(
                "question", spans(check.question()),
                "commands", commands.map(command -> Map.of("item", command)).toList());
    }

    private static List<Map<String, Object>> texts(Stream<String> texts) {
        return texts.map(text -> Map.<String, Object>of("text", spans(text))).toList();
    }

    /** Returns the parts of a runbook's text, code marked. */
    private static List<Map<String, Object>> spans(String text) {
        return Span.of(text).stream()
                .map(span -> Map.<String, Object>of("words", span.text(), "code", span.code()))
                .toList();
    }
}
