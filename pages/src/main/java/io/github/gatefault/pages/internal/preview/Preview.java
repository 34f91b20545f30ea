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
import io.github.gatefault.pages.internal.render.TemplateModel;
import io.github.gatefault.pages.internal.render.Templates;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Shows all answers side by side to template authors: each cause, language, brand, format and method, in light and dark. The
 * parameters of a query, such as {@code cause=dns_error&lang=all}, select them. An unknown value counts as the first one.
 */
public final class Preview {
    private static final String TEMPLATE = "preview.mustache";
    private static final String ALL = "all";
    /** More cells would be too many for a person and for a browser. */
    private static final int MAX_CELLS = 400;

    private static final String ID = "0192f3c47b1a7c33a5d8e1f2a3b4c5d6";

    private final ErrorPages pages;
    /** The values of each parameter, by its name; the first one is the default. */
    private final Map<String, List<String>> choices = new LinkedHashMap<>();

    /** Makes the preview of these pages. */
    public Preview(ErrorPages pages) {
        this.pages = pages;
        choices.put(
                "cause", Arrays.stream(CauseType.values()).map(CauseType::token).toList());
        choices.put("lang", Languages.TAGS);
        choices.put("brand", List.copyOf(pages.exampleHosts().keySet()));
        choices.put("format", Arrays.stream(Format.values()).map(Preview::name).toList());
        choices.put("method", List.of("GET", "POST"));
        choices.put("theme", List.of("light", "dark"));
    }

    private static String name(Format format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the incident of the selected answer. */
    public Incident incident(Map<String, String> parameters, Instant now) {
        CauseType cause = CauseType.ofToken(value(parameters, "cause")).orElseThrow();
        return Incident.builder(ID, now, cause)
                .request(value(parameters, "method"), "/")
                .answeredBy(cause == CauseType.UPSTREAM_ERROR_RESPONSE ? "nginx" : null)
                .build();
    }

    /** Returns preferences for which the selected answer is rendered. */
    public ClientPreferences client(Map<String, String> parameters) {
        return new ClientPreferences(
                value(parameters, "method"),
                null,
                null,
                null,
                Format.valueOf(value(parameters, "format").toUpperCase(Locale.ROOT)),
                pages.exampleHosts().get(value(parameters, "brand")),
                Locale.forLanguageTag(value(parameters, "lang")));
    }

    private String value(Map<String, String> parameters, String name) {
        List<String> values = choices.getOrDefault(name, List.of());
        String value = parameters.getOrDefault(name, "");
        return values.contains(value) ? value : values.get(0);
    }

    /**
     * Returns the page with all selected answers, which {@code answerPath} serves one by one for the same parameters;
     * {@code all} selects every value of a parameter. Shows the error in the templates, if there is one.
     */
    public Page overview(Map<String, String> parameters, String answerPath, @Nullable String error) {
        Map<String, String> shown = new HashMap<>();
        choices.forEach((name, values) -> shown.put(name, isAll(parameters, name) ? ALL : value(parameters, name)));
        Map<String, Object> model = new HashMap<>();
        model.put(
                "choices",
                choices.keySet().stream().map(name -> choice(name, shown)).toList());
        List<Map<String, Object>> cells = cells(shown, answerPath);
        model.put("cells", cells.subList(0, Math.min(cells.size(), MAX_CELLS)));
        model.put("more", cells.size() > MAX_CELLS);
        model.put("max", MAX_CELLS);
        if (error != null) {
            model.put("error", error);
        }
        String page = Templates.named(Templates.BUILT_IN, TEMPLATE).execute(model);
        String policy = ContentSecurityPolicy.of(TEMPLATE, page, false)
                .replace("form-action 'none'", "form-action 'self'; frame-src 'self'");
        return new Page(Format.HTML, Locale.ENGLISH, policy, page.getBytes(UTF_8), null);
    }

    /** Returns whether every value is selected; without a parameter, all causes are. */
    private static boolean isAll(Map<String, String> parameters, String name) {
        return parameters.getOrDefault(name, name.equals("cause") ? ALL : "").equals(ALL);
    }

    private Map<String, Object> choice(String name, Map<String, String> shown) {
        Stream<String> values = Stream.concat(Stream.of(ALL), choices.getOrDefault(name, List.of()).stream());
        return Map.of("name", name, "options", TemplateModel.options(values, shown.get(name)));
    }

    /** Returns a cell for each combination, at most one more than the page shows. */
    private List<Map<String, Object>> cells(Map<String, String> shown, String answerPath) {
        List<Map<String, String>> combinations = List.of(Map.of());
        for (Map.Entry<String, List<String>> choice : choices.entrySet()) {
            String name = choice.getKey();
            String selected = shown.getOrDefault(name, ALL);
            List<String> values = selected.equals(ALL) ? choice.getValue() : List.of(selected);
            combinations = combinations.stream()
                    .flatMap(combination -> values.stream().map(value -> with(combination, name, value)))
                    .limit(MAX_CELLS + 1L)
                    .toList();
        }
        return combinations.stream()
                .map(parameters -> cell(parameters, shown, answerPath))
                .toList();
    }

    private static Map<String, String> with(Map<String, String> combination, String name, String value) {
        Map<String, String> extended = new LinkedHashMap<>(combination);
        extended.put(name, value);
        return extended;
    }

    private static Map<String, Object> cell(
            Map<String, String> parameters, Map<String, String> shown, String answerPath) {
        StringBuilder href = new StringBuilder(answerPath);
        StringBuilder label = new StringBuilder();
        parameters.forEach((name, value) -> {
            href.append(href.indexOf("?") < 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, UTF_8));
            if (ALL.equals(shown.get(name)) || name.equals("cause")) {
                label.append(label.isEmpty() ? "" : " · ").append(value);
            }
        });
        return Map.of(
                "href", href.toString(), "label", label.toString(), "dark", "dark".equals(parameters.get("theme")));
    }
}
