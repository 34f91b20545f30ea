package io.github.gatefault.pages.internal.render;

import static io.github.gatefault.pages.internal.render.FactWriter.putIfPresent;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.internal.i18n.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The values that a template can use; {@code docs/templates.md} lists them for template authors. */
public final class TemplateModel {
    private static final String VERSION = "1";

    private TemplateModel() {}

    /** Returns the model of a page, with a token for each of these placeholders. */
    public static Map<String, Object> of(FailureText text, boolean enhancements, Set<Placeholder> present) {
        Map<String, Object> model = new HashMap<>();
        for (Placeholder placeholder : Placeholder.values()) {
            putIfPresent(model, placeholder.key(), present.contains(placeholder) ? placeholder.token() : null);
        }
        Language language = text.language();
        Brand brand = text.brand();
        CauseType cause = text.incident().cause();
        model.put("version", VERSION);
        model.put("enhancements", enhancements);
        model.put("lang", language.tag());
        model.put("dir", language.isRightToLeft() ? "rtl" : "ltr");
        model.put("rtl", language.isRightToLeft());
        model.put("text", texts(text));
        model.put("headline", text.headline());
        model.put("summary", text.summary());
        model.put("request", text.requestOutcome());
        putIfPresent(model, "advice", text.advice());
        model.put("risky", text.isRetryRisky());
        model.put("retry", text.offersRetry());
        model.put("links", text.offersRetry() || brand.statusPage() != null || brand.help() != null);
        model.put("cause", cause.token());
        model.put("family", cause.family().token());
        model.put("title", text.title());
        model.put("is", Map.of(cause.token(), true, cause.family().token(), true));
        model.put("retryable", text.incident().retryable());
        model.put("request_sent", text.incident().requestSent().token());
        model.put("action_by", cause.actionBy().token());
        model.put("brand", brand(brand));
        model.put("service", text.serviceLabel());
        putIfPresent(
                model,
                "status_page",
                brand.statusPage() == null ? null : brand.statusPage().toASCIIString());
        putIfPresent(model, "help", brand.help() == null ? null : brand.help().toASCIIString());
        if (text.presentation().gatewayState() != null) {
            model.put("way", Map.of("hops", hops(text, text.presentation().gatewayState(), present)));
        }
        return model;
    }

    /**
     * Returns the model of a problem type's page, and of the list of all problem types.
     *
     * @param caller what the caller can do
     * @param checks what the operator checks
     * @param titles the titles of all causes, by their tokens
     */
    public static Map<String, Object> ofProblemType(
            FailureText text,
            boolean enhancements,
            @Nullable String status,
            List<String> caller,
            List<String> checks,
            Map<String, Object> titles) {
        Map<String, Object> model = of(text, enhancements, Set.of());
        putIfPresent(model, "status", status);
        model.put("caller", caller.stream().map(item -> Map.of("item", item)).toList());
        model.put("checks", checks.stream().map(item -> Map.of("item", item)).toList());
        model.put(
                "problems",
                titles.entrySet().stream()
                        .map(title -> Map.of("cause", title.getKey(), "title", title.getValue()))
                        .toList());
        return model;
    }

    /** Returns the options of a select field. */
    public static List<Map<String, Object>> options(Stream<String> values, @Nullable String selected) {
        return values.map(value -> Map.<String, Object>of("value", value, "selected", value.equals(selected)))
                .toList();
    }

    /** Returns the texts whose keys are names in a template: those without a dot. */
    private static Map<String, String> texts(FailureText text) {
        Map<String, String> texts = new HashMap<>();
        for (String key : text.language().messages().keySet()) {
            if (key.indexOf('.') < 0) {
                texts.put(key, text.message(key));
            }
        }
        return texts;
    }

    /** Returns the part of the model about this brand. */
    public static Map<String, Object> brand(Brand brand) {
        Map<String, Object> model = new HashMap<>();
        putIfPresent(model, "name", brand.name());
        putIfPresent(model, "logo", brand.logo() == null ? null : brand.logo().uri());
        putIfPresent(
                model,
                "logo_dark",
                brand.logoDark() == null ? null : brand.logoDark().uri());
        model.put("color", brand.accent());
        model.put("on_color", brand.onAccent());
        model.put("color_dark", brand.accentDark());
        model.put("on_color_dark", brand.onAccentDark());
        return model;
    }

    /** Returns the hops from the visitor to the service, as far as their states are known. */
    private static List<Map<String, Object>> hops(
            FailureText text, Presentation.HopState gateway, Set<Placeholder> present) {
        String brand = text.brand().name();
        List<Map<String, Object>> hops = new ArrayList<>();
        hops.add(hop(text, text.message("you"), Presentation.HopState.CONNECTED));
        hops.add(hop(text, brand != null ? brand : text.message("brand"), gateway));
        Presentation.HopState service =
                text.presentation().serviceState(text.incident().requestSent());
        if (present.contains(Placeholder.ANSWERED_BY)) {
            // Another system answered instead: the state of the service behind it is unknown.
            hops.add(hop(text, Placeholder.ANSWERED_BY.token(), service));
            service = Presentation.HopState.UNKNOWN;
        }
        String name = present.contains(Placeholder.UPSTREAM) ? Placeholder.UPSTREAM.token() : text.serviceLabel();
        hops.add(hop(text, name, service));
        return hops;
    }

    private static Map<String, Object> hop(FailureText text, String name, Presentation.HopState state) {
        return Map.of("name", name, "state", text.message(state.key()), "sign", state.sign(), state.sign(), true);
    }
}
