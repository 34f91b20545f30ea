package io.github.gatefault.pages.internal.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.gatefault.cause.CauseFamily;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.pages.Format;
import io.github.gatefault.pages.Page;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.internal.render.ContentSecurityPolicy;
import io.github.gatefault.pages.internal.render.FactWriter;
import io.github.gatefault.pages.internal.render.TemplateModel;
import io.github.gatefault.pages.internal.render.Templates;
import io.github.gatefault.pages.internal.text.UntrustedText;
import io.github.gatefault.runbook.Span;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What operators see of incidents, of the plain maps that a lookup gives: as pages and as JSON. In English, and without a
 * script. What strangers sent is cleaned and escaped here once more, whoever kept it.
 */
public final class LookupPages {
    private static final String LIST = "incidents.mustache";
    private static final String ONE = "incident.mustache";
    private static final int MAX_ECHO = 255;
    private static final int BAR_HEIGHT = 24;

    private final FactWriter facts = new FactWriter();
    private final Templates.Template list = Templates.named(Templates.BUILT_IN, LIST);
    private final Templates.Template one = Templates.named(Templates.BUILT_IN, ONE);

    /** Makes the pages. */
    public LookupPages() {}

    /** Returns these facts as JSON: strings, numbers, booleans, lists and maps. */
    public Page json(Map<String, Object> known) {
        return new Page(Format.JSON, Locale.ENGLISH, null, facts.json(cleaned(known)), null);
    }

    /**
     * Returns the form to search incidents by, and what it found.
     *
     * @param found what the lookup gives: {@code incidents}, {@code more}, {@code dropped}; besides, {@code trouble} in a
     *     sentence, and {@code log}, a link, where they are known
     * @param wishes what was asked for, as sent
     * @param base the path of this page
     */
    public Page incidents(Map<String, Object> found, Map<String, String> wishes, String base) {
        Map<String, Object> model = model(cleaned(found), base);
        model.put("wishes", cleaned(cut(wishes)));
        model.put("causes", options(Arrays.stream(CauseType.values()).map(CauseType::token), wishes.get("cause")));
        model.put(
                "categories",
                options(Arrays.stream(CauseFamily.values()).map(CauseFamily::token), wishes.get("category")));
        model.put(
                "incidents",
                mapsIn(model, "incidents").stream().map(LookupPages::readable).toList());
        int count = mapsIn(model, "incidents").size();
        model.put("count", count);
        model.put("any", count > 0);
        model.put("lost", model.get("dropped") instanceof Number dropped && dropped.longValue() > 0);
        return page(list, model);
    }

    /**
     * Returns the page of one incident.
     *
     * @param known what the lookup gives: {@code incident}, {@code similar}, {@code runbook}, and {@code log} where it is known
     * @param base the path of the search
     */
    public Page incident(Map<String, Object> known, String base) {
        Map<String, Object> model = model(cleaned(known), base);
        Map<String, Object> incident = readable(mapIn(model, "incident"));
        model.put("incident", incident);
        model.put("has_diagnosis", incident.containsKey("diagnosis"));
        Map<String, Object> similar = new HashMap<>(mapIn(model, "similar"));
        if (similar.containsKey("diagnosed")) {
            model.put("diagnosed", readable(mapIn(similar, "diagnosed")));
        }
        similar.put("bars", bars(similar.get("counts")));
        similar.put("many", !Objects.equals(similar.get("count"), 1));
        similar.put(
                "query", "cause=" + encoded(incident.get("cause")) + "&upstream=" + encoded(incident.get("upstream")));
        since(similar, "since");
        since(similar, "until");
        model.put("similar", similar);
        model.put("runbook", runbook(mapIn(model, "runbook")));
        return page(one, model);
    }

    private static Page page(Templates.Template template, Map<String, Object> model) {
        String page = template.execute(model);
        String policy = ContentSecurityPolicy.of(template.name(), page, false)
                .replace("form-action 'none'", "form-action 'self'")
                .replace("frame-ancestors 'self'", "frame-ancestors 'none'");
        return new Page(Format.HTML, Locale.ENGLISH, policy, page.getBytes(UTF_8), null);
    }

    private static Map<String, Object> model(Map<String, Object> known, String base) {
        Map<String, Object> model = new HashMap<>(known);
        model.put("base", base);
        model.put("brand", TemplateModel.brand(Brand.named(null)));
        return model;
    }

    /** Returns the facts of an incident with its time as people read it. */
    private static Map<String, Object> readable(Map<String, Object> incident) {
        Map<String, Object> facts = new HashMap<>(incident);
        since(facts, "time");
        facts.put("after_commit", "after_commit".equals(incident.get("outcome")));
        return facts;
    }

    private static void since(Map<String, Object> facts, String name) {
        Object time = facts.get(name);
        if (time != null) {
            facts.put(name + "_iso", time);
            facts.put(name, time.toString().replace('T', ' ').replace("Z", " UTC"));
        }
    }

    /** Returns the runbook with lists that a template can walk through, and code marked in its texts. */
    private static Map<String, Object> runbook(Map<String, Object> runbook) {
        Map<String, Object> model = new HashMap<>();
        runbook.forEach((name, value) -> {
            if (value instanceof String text && !name.equals("title")) {
                model.put(name, spans(text));
            } else if (value instanceof List<?> items && !name.equals("checks")) {
                model.put(
                        name,
                        items.stream().map(text -> Map.of("text", spans(text))).toList());
            } else {
                model.put(name, value);
            }
        });
        model.put("has_finer", runbook.containsKey("finer"));
        model.put(
                "checks",
                mapsIn(runbook, "checks").stream()
                        .map(check -> Map.of(
                                "question",
                                spans(check.get("question")),
                                "commands",
                                listIn(check, "commands").stream()
                                        .map(LookupPages::item)
                                        .toList()))
                        .toList());
        model.put(
                "names",
                mapIn(runbook, "names").entrySet().stream()
                        .map(name -> Map.of("system", name.getKey(), "text", spans(name.getValue())))
                        .toList());
        return model;
    }

    private static List<Map<String, Object>> spans(@Nullable Object text) {
        return Span.of(String.valueOf(text)).stream()
                .map(span -> Map.<String, Object>of("words", span.text(), "code", span.code()))
                .toList();
    }

    private static Map<String, Object> item(Object text) {
        return Map.of("item", text);
    }

    /** Returns the path of a drawing with a bar for each of these numbers. */
    private static String bars(@Nullable Object counts) {
        List<Long> numbers = new ArrayList<>();
        if (counts instanceof List<?> list) {
            list.forEach(count -> numbers.add(count instanceof Number number ? number.longValue() : 0L));
        }
        long most =
                Math.max(1, numbers.stream().mapToLong(Long::longValue).max().orElse(1));
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < numbers.size(); i++) {
            long height = (numbers.get(i) * BAR_HEIGHT + most - 1) / most;
            if (height > 0) {
                path.append('M')
                        .append(i * 3 + 1)
                        .append(' ')
                        .append(BAR_HEIGHT)
                        .append('v')
                        .append(-height);
            }
        }
        return path.toString();
    }

    private static List<Map<String, Object>> options(Stream<String> values, @Nullable String chosen) {
        return values.map(value -> Map.<String, Object>of("value", value, "selected", value.equals(chosen)))
                .toList();
    }

    private static Map<String, Object> cut(Map<String, String> wishes) {
        Map<String, Object> cut = new LinkedHashMap<>();
        wishes.forEach((name, wish) -> cut.put(name, wish.length() <= MAX_ECHO ? wish : wish.substring(0, MAX_ECHO)));
        return cut;
    }

    private static String encoded(@Nullable Object text) {
        return text == null ? "" : URLEncoder.encode(text.toString(), UTF_8);
    }

    private static Map<String, Object> mapIn(Map<String, Object> map, String name) {
        return map.get(name) instanceof Map<?, ?> inner ? cleaned(inner) : Map.of();
    }

    private static List<?> listIn(Map<?, ?> map, String name) {
        return map.get(name) instanceof List<?> list ? list : List.of();
    }

    private static List<Map<String, Object>> mapsIn(Map<String, Object> map, String name) {
        List<Map<String, Object>> maps = new ArrayList<>();
        for (Object each : listIn(map, name)) {
            if (each instanceof Map<?, ?> inner) {
                maps.add(cleaned(inner));
            }
        }
        return maps;
    }

    private static Map<String, Object> cleaned(Map<?, ?> map) {
        Map<String, Object> cleaned = new LinkedHashMap<>();
        map.forEach((name, value) -> cleaned.put(String.valueOf(name), cleaned(value)));
        return cleaned;
    }

    private static Object cleaned(Object value) {
        if (value instanceof Map<?, ?> map) {
            return cleaned(map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(LookupPages::cleaned).toList();
        }
        return value instanceof String text
                ? text.lines().map(UntrustedText::toDisplay).collect(Collectors.joining("\n"))
                : value;
    }
}
