package io.github.gatefault.pages.internal.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.pages.ClientPreferences;
import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.Format;
import io.github.gatefault.pages.Page;
import io.github.gatefault.pages.internal.i18n.Languages;
import io.github.gatefault.pages.internal.render.ContentSecurityPolicy;
import io.github.gatefault.pages.internal.render.Templates;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All answers at a glance, for whoever designs them: each cause, language, brand, format, method, by day and by night. What is
 * to be seen is named by the wishes of a query, such as {@code cause=dns_error&lang=all}; what is none of those that there are
 * is the first one.
 */
public final class Preview {
    private static final String TEMPLATE = "preview.mustache";
    private static final String ALL = "all";
    /** More cells than these are too many for a glance, and for a browser. */
    private static final int MAX_CELLS = 400;

    private static final String ID = "0192f3c47b1a7c33a5d8e1f2a3b4c5d6";

    private final ErrorPages pages;
    /** The values of each wish, by its name; the first one is the default. */
    private final Map<String, List<String>> choices = new LinkedHashMap<>();

    /** Makes the preview of these pages. */
    public Preview(ErrorPages pages) {
        this.pages = pages;
        choices.put(
                "cause", Arrays.stream(CauseType.values()).map(CauseType::token).toList());
        choices.put("lang", Languages.TAGS);
        choices.put("brand", List.copyOf(pages.hosts().keySet()));
        choices.put("format", Arrays.stream(Format.values()).map(Preview::name).toList());
        choices.put("method", List.of("GET", "POST"));
        choices.put("theme", List.of("light", "dark"));
    }

    private static String name(Format format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the incident of the answer that is wished for. */
    public Incident incident(Map<String, String> wishes, Instant now) {
        CauseType cause = CauseType.ofToken(wish(wishes, "cause")).orElseThrow();
        return Incident.builder(ID, now, cause)
                .request(wish(wishes, "method"), "/")
                .answeredBy(cause == CauseType.UPSTREAM_ERROR_RESPONSE ? "nginx" : null)
                .build();
    }

    /** Returns the visitor who would get the answer that is wished for. */
    public ClientPreferences visitor(Map<String, String> wishes) {
        return new ClientPreferences(
                wish(wishes, "method"),
                null,
                null,
                null,
                Format.valueOf(wish(wishes, "format").toUpperCase(Locale.ROOT)),
                pages.hosts().get(wish(wishes, "brand")),
                Locale.forLanguageTag(wish(wishes, "lang")));
    }

    private String wish(Map<String, String> wishes, String name) {
        List<String> values = choices.getOrDefault(name, List.of());
        String wished = wishes.getOrDefault(name, "");
        return values.contains(wished) ? wished : values.get(0);
    }

    /**
     * Returns the page with all answers that are wished for; {@code all} stands for each value.
     *
     * @param answers the path at which an answer is served to the same wishes
     * @param trouble what is wrong with the templates, to be shown, or {@code null} for nothing
     */
    public Page overview(Map<String, String> wishes, String answers, @Nullable String trouble) {
        Map<String, String> shown = new HashMap<>();
        choices.forEach((name, values) -> shown.put(name, isAll(wishes, name) ? ALL : wish(wishes, name)));
        Map<String, Object> model = new HashMap<>();
        model.put(
                "choices",
                choices.keySet().stream().map(name -> choice(name, shown)).toList());
        List<Map<String, Object>> cells = cells(shown, answers);
        model.put("cells", cells.subList(0, Math.min(cells.size(), MAX_CELLS)));
        model.put("more", cells.size() > MAX_CELLS);
        model.put("max", MAX_CELLS);
        if (trouble != null) {
            model.put("trouble", trouble);
        }
        String page = Templates.named(Templates.BUILT_IN, TEMPLATE).execute(model);
        String policy = ContentSecurityPolicy.of(TEMPLATE, page, false)
                .replace("form-action 'none'", "form-action 'self'; frame-src 'self'");
        return new Page(Format.HTML, Locale.ENGLISH, policy, page.getBytes(UTF_8), null);
    }

    /** Returns whether each value is wished for; all causes are where nothing is said. */
    private static boolean isAll(Map<String, String> wishes, String name) {
        return wishes.getOrDefault(name, name.equals("cause") ? ALL : "").equals(ALL);
    }

    private Map<String, Object> choice(String name, Map<String, String> shown) {
        List<String> values = new ArrayList<>(choices.getOrDefault(name, List.of()));
        values.add(0, ALL);
        List<Map<String, Object>> options = values.stream()
                .map(value -> Map.<String, Object>of("value", value, "selected", value.equals(shown.get(name))))
                .toList();
        return Map.of("name", name, "options", options);
    }

    /** Returns a cell for each combination, one more than are shown at most. */
    private List<Map<String, Object>> cells(Map<String, String> shown, String answers) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (Map.Entry<String, List<String>> choice : choices.entrySet()) {
            String name = choice.getKey();
            String one = shown.getOrDefault(name, ALL);
            List<String> values = one.equals(ALL) ? choice.getValue() : List.of(one);
            combinations = combinations.stream()
                    .flatMap(known -> values.stream().map(value -> with(known, name, value)))
                    .limit(MAX_CELLS + 1L)
                    .toList();
        }
        return combinations.stream().map(wishes -> cell(wishes, shown, answers)).toList();
    }

    private static Map<String, String> with(Map<String, String> known, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(known);
        more.put(name, value);
        return more;
    }

    private static Map<String, Object> cell(Map<String, String> wishes, Map<String, String> shown, String answers) {
        StringBuilder href = new StringBuilder(answers);
        StringBuilder label = new StringBuilder();
        wishes.forEach((name, value) -> {
            href.append(href.indexOf("?") < 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, UTF_8));
            if (ALL.equals(shown.get(name)) || name.equals("cause")) {
                label.append(label.isEmpty() ? "" : " · ").append(value);
            }
        });
        return Map.of("href", href.toString(), "label", label.toString(), "dark", "dark".equals(wishes.get("theme")));
    }
}
