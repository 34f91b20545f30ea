package io.github.gatefault.pages.internal.render;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.brand.Contrast;
import io.github.gatefault.pages.internal.i18n.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a template can say; {@code docs/templates.md} lists it for those who write templates. */
public final class TemplateModel {
    private static final String VERSION = "1";

    private TemplateModel() {}

    /** Returns the model of a page with these facts known, with a token for each. */
    public static Map<String, Object> of(FailureText story, boolean enhancements, Set<Placeholder> known) {
        Map<String, Object> model = new HashMap<>();
        for (Placeholder hole : Placeholder.values()) {
            putIfPresent(model, hole.key(), known.contains(hole) ? hole.token() : null);
        }
        Language language = story.language();
        Brand brand = story.brand();
        CauseType cause = story.incident().cause();
        model.put("version", VERSION);
        model.put("enhancements", enhancements);
        model.put("lang", language.tag());
        model.put("dir", language.isRightToLeft() ? "rtl" : "ltr");
        model.put("rtl", language.isRightToLeft());
        model.put("text", texts(story));
        model.put("headline", story.headline());
        model.put("summary", story.summary());
        model.put("request", story.request());
        putIfPresent(model, "advice", story.advice());
        model.put("risky", story.isRisky());
        model.put("retry", story.offersRetry());
        model.put("links", story.offersRetry() || brand.statusPage() != null || brand.help() != null);
        model.put("cause", cause.token());
        model.put("family", cause.family().token());
        model.put("title", story.title());
        model.put("is", Map.of(cause.token(), true, cause.family().token(), true));
        model.put("retryable", story.incident().retryable());
        model.put("request_sent", story.incident().requestSent().token());
        model.put("action_by", cause.actionBy().token());
        model.put("brand", brand(brand));
        model.put("service", story.serviceName());
        putIfPresent(
                model,
                "status_page",
                brand.statusPage() == null ? null : brand.statusPage().toASCIIString());
        putIfPresent(model, "help", brand.help() == null ? null : brand.help().toASCIIString());
        if (story.scene().gateway() != null) {
            model.put("way", Map.of("hops", hops(story, story.scene().gateway(), known)));
        }
        return model;
    }

    /**
     * Returns the model of the page that explains this cause, and of the list of all.
     *
     * @param caller what the caller can do
     * @param checks what the operator checks
     * @param titles the names of all causes, by their tokens
     */
    public static Map<String, Object> ofExplanation(
            FailureText story,
            boolean enhancements,
            @Nullable String status,
            List<String> caller,
            List<String> checks,
            Map<String, Object> titles) {
        Map<String, Object> model = of(story, enhancements, Set.of());
        putIfPresent(model, "status", status);
        model.put("caller", caller.stream().map(text -> Map.of("item", text)).toList());
        model.put("checks", checks.stream().map(text -> Map.of("item", text)).toList());
        model.put(
                "problems",
                titles.entrySet().stream()
                        .map(title -> Map.of("cause", title.getKey(), "title", title.getValue()))
                        .toList());
        return model;
    }

    /** Returns the texts whose keys are names in a template: those without a dot. */
    private static Map<String, String> texts(FailureText story) {
        Map<String, String> texts = new HashMap<>();
        for (String key : story.language().words().keySet()) {
            if (key.indexOf('.') < 0) {
                texts.put(key, story.word(key));
            }
        }
        return texts;
    }

    public static Map<String, Object> brand(Brand brand) {
        Map<String, Object> model = new HashMap<>();
        putIfPresent(model, "name", brand.name());
        putIfPresent(model, "logo", brand.logo() == null ? null : brand.logo().uri());
        putIfPresent(
                model,
                "logo_dark",
                brand.logoDark() == null ? null : brand.logoDark().uri());
        model.put("color", brand.accent());
        model.put("on_color", Contrast.readableOn(brand.accent()));
        model.put("color_dark", brand.accentDark());
        model.put("on_color_dark", Contrast.readableOn(brand.accentDark()));
        return model;
    }

    /** Returns the way from the visitor to the service, as far as it was watched. */
    private static List<Map<String, Object>> hops(FailureText story, Presentation.Hop gateway, Set<Placeholder> known) {
        String brand = story.brand().name();
        List<Map<String, Object>> hops = new ArrayList<>();
        hops.add(hop(story, story.word("you"), Presentation.Hop.CONNECTED));
        hops.add(hop(story, brand != null ? brand : story.word("brand"), gateway));
        Presentation.Hop service = story.scene().service(story.incident().requestSent());
        if (known.contains(Placeholder.ANSWERED_BY)) {
            // Somebody in between answered: how the service is, nobody has seen.
            hops.add(hop(story, Placeholder.ANSWERED_BY.token(), service));
            service = Presentation.Hop.UNKNOWN;
        }
        hops.add(hop(
                story,
                known.contains(Placeholder.UPSTREAM) ? Placeholder.UPSTREAM.token() : story.serviceName(),
                service));
        return hops;
    }

    private static Map<String, Object> hop(FailureText story, String name, Presentation.Hop state) {
        return Map.of("name", name, "state", story.word(state.key()), "sign", state.sign(), state.sign(), true);
    }

    private static void putIfPresent(Map<String, Object> model, String name, @Nullable Object value) {
        if (value != null) {
            model.put(name, value);
        }
    }
}
