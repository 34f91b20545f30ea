package io.github.gatefault.filter.internal.config;

import io.github.gatefault.filter.GatefaultBuilder;
import io.github.gatefault.filter.LanguageResolver;
import io.github.gatefault.filter.StatusPolicy;
import io.github.gatefault.filter.classify.FailureClassifier;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.upstream.Upstreams;
import io.github.gatefault.pages.internal.brand.BrandProperties;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Settings as text: from init-params, and from the properties file that one of them names. Init-params count for more. */
public final class InitParameters {
    private static final String CONFIG = "config";

    private interface Setting {
        void set(GatefaultBuilder builder, String value);
    }

    /** Made where something is said by key: most starts go without. */
    private static final class Known {
        /** Every key; sorted, since a mistake lists them. */
        static final Map<String, Setting> KEYS = Collections.unmodifiableMap(new TreeMap<>(Map.ofEntries(
                Map.entry("status", (b, v) -> b.status(statusPolicy(v))),
                Map.entry("correlation-header", GatefaultBuilder::correlationHeader),
                Map.entry("accept-correlation-id", (b, v) -> b.acceptCorrelationId(yesOrNo(v))),
                Map.entry("proxy-name", GatefaultBuilder::proxyName),
                Map.entry("proxy-status", (b, v) -> b.proxyStatus(yesOrNo(v))),
                Map.entry("proxy-status-details", (b, v) -> b.proxyStatusDetails(yesOrNo(v))),
                Map.entry("problem-base", GatefaultBuilder::problemBase),
                Map.entry("templates", GatefaultBuilder::templates),
                Map.entry("formats", GatefaultBuilder::formats),
                Map.entry("relayed-statuses", GatefaultBuilder::relayedStatuses),
                Map.entry("gateway-fingerprints", GatefaultBuilder::gatewayFingerprints),
                Map.entry("cause-rules", GatefaultBuilder::causeRules),
                Map.entry("include-paths", GatefaultBuilder::includePaths),
                Map.entry("exclude-paths", GatefaultBuilder::excludePaths),
                Map.entry("upstream", GatefaultBuilder::upstream),
                Map.entry("diagnose", (b, v) -> b.diagnose(yesOrNo(v))),
                Map.entry("metrics", (b, v) -> b.metrics(yesOrNo(v))),
                Map.entry("show-upstream", (b, v) -> b.showUpstream(yesOrNo(v))),
                Map.entry("development", (b, v) -> b.development(yesOrNo(v))),
                Map.entry("problem-pages", (b, v) -> b.problemPages(yesOrNo(v))),
                Map.entry("language-cookie", GatefaultBuilder::languageCookie),
                Map.entry("enhancements", (b, v) -> b.enhancements(yesOrNo(v))))));
    }

    private InitParameters() {}

    /** Returns the settings with those of the container on top. */
    public static GatefaultBuilder applyTo(GatefaultBuilder settings, FilterConfig config) {
        Map<String, String> given = new TreeMap<>(settings.byKey());
        for (String key : Collections.list(config.getInitParameterNames())) {
            given.put(key, config.getInitParameter(key));
        }
        return applyTo(settings, given, config.getServletContext());
    }

    /** Returns the settings as they are said in code, by method and by key. */
    public static GatefaultBuilder applyTo(GatefaultBuilder settings, ServletContext context) {
        return applyTo(settings, new TreeMap<>(settings.byKey()), context);
    }

    private static GatefaultBuilder applyTo(
            GatefaultBuilder settings, Map<String, String> given, ServletContext context) {
        GatefaultBuilder complete = settings.copy();
        String file = given.remove(CONFIG);
        if (file != null) {
            read(file, context).forEach(given::putIfAbsent);
        }
        Map<String, String> brands = new TreeMap<>();
        Map<String, String> stores = new TreeMap<>();
        Map<String, String> upstreams = new TreeMap<>();
        for (Map.Entry<String, String> setting : given.entrySet()) {
            String key = setting.getKey();
            String value = setting.getValue();
            if (BrandProperties.isKey(key)) {
                brands.put(key, value);
            } else if (IncidentStores.KEYS.contains(key)) {
                stores.put(key, value.strip());
            } else if (Upstreams.isKey(key)) {
                upstreams.put(key, value);
            } else {
                set(complete, key, value.strip(), context);
            }
        }
        if (!brands.isEmpty()) {
            complete.brands(brands, location -> new Location(location, context).open());
        }
        if (!stores.isEmpty()) {
            complete.ownStore(IncidentStores.of(stores));
        }
        if (!upstreams.isEmpty()) {
            complete.upstreams(Upstreams.parse(upstreams));
        }
        return complete;
    }

    private static void set(GatefaultBuilder builder, String key, String value, ServletContext context) {
        Setting setting = switch (key) {
            case "listeners" -> (b, v) -> addListeners(b, v, context);
            case "classifiers" -> (b, v) -> addClassifiers(b, v, context);
            case "language-resolver" ->
                (b, v) -> b.languageResolver(instance(
                        v,
                        LanguageResolver.class,
                        "allowed is the name of a class that implements LanguageResolver",
                        context));
            default -> Known.KEYS.get(key);
        };
        if (setting == null) {
            throw new IllegalArgumentException("there is no setting \"" + key
                    + "\"; allowed are config, classifiers, language-resolver, listeners, "
                    + String.join(", ", Known.KEYS.keySet()) + ", " + String.join(", ", IncidentStores.KEYS) + ", "
                    + String.join(", ", BrandProperties.keys())
                    + " and those of brand.<name>. and upstreams.<name>.");
        }
        try {
            setting.set(builder, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " is \"" + value + "\": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> read(String file, ServletContext context) {
        try {
            return new Location(file, context).properties();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(CONFIG + " is \"" + file + "\": " + e.getMessage(), e);
        }
    }

    private static StatusPolicy statusPolicy(String value) {
        return switch (value) {
            case "rfc9209" -> StatusPolicy.RFC9209;
            case "always-502" -> StatusPolicy.ALWAYS_502;
            case "always-503" -> StatusPolicy.ALWAYS_503;
            default -> throw new IllegalArgumentException("allowed are rfc9209, always-502 and always-503");
        };
    }

    private static boolean yesOrNo(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("allowed are true and false");
        };
    }

    private static void addListeners(GatefaultBuilder builder, String classNames, ServletContext context) {
        for (String name : classNames.split(",", -1)) {
            builder.listeners(instance(
                    name.strip(),
                    IncidentListener.class,
                    "allowed are names of classes that implement IncidentListener",
                    context));
        }
    }

    private static void addClassifiers(GatefaultBuilder builder, String classNames, ServletContext context) {
        for (String name : classNames.split(",", -1)) {
            builder.classifiers(instance(
                    name.strip(),
                    FailureClassifier.class,
                    "allowed are names of classes that implement FailureClassifier",
                    context));
        }
    }

    private static <T> T instance(String className, Class<T> type, String allowed, ServletContext context) {
        try {
            return Class.forName(className, true, Location.classLoader(context))
                    .asSubclass(type)
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    allowed + ", with a public constructor without parameters (" + e + ")", e);
        }
    }
}
