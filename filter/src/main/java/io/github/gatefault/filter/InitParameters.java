package io.github.gatefault.filter;

import io.github.gatefault.filter.settings.Location;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Settings as text: from init-params, and from the properties file that one of them names. Init-params count for more. */
final class InitParameters {
    private static final String CONFIG = "config";

    private interface Setting {
        void set(GatefaultBuilder builder, String value);
    }

    /** Every key; sorted, since a mistake lists them. */
    private static final Map<String, Setting> KEYS = Collections.unmodifiableMap(new TreeMap<>(Map.ofEntries(
            Map.entry("status", (b, v) -> b.status(statusPolicy(v))),
            Map.entry("correlation-header", GatefaultBuilder::correlationHeader),
            Map.entry("accept-correlation-id", (b, v) -> b.acceptCorrelationId(yesOrNo(v))),
            Map.entry("proxy-name", GatefaultBuilder::proxyName),
            Map.entry("proxy-status", (b, v) -> b.proxyStatus(yesOrNo(v))),
            Map.entry("proxy-status-details", (b, v) -> b.proxyStatusDetails(yesOrNo(v))),
            Map.entry("problem-base", GatefaultBuilder::problemBase),
            Map.entry("brand-name", GatefaultBuilder::brandName),
            Map.entry("service-name", GatefaultBuilder::serviceName),
            Map.entry("brand-color", GatefaultBuilder::brandColor),
            Map.entry("brand-color-dark", GatefaultBuilder::brandColorDark),
            Map.entry("status-page", (b, v) -> b.statusPage(uri(v))),
            Map.entry("help", (b, v) -> b.help(uri(v))),
            Map.entry("default-language", (b, v) -> b.defaultLanguage(language(v))),
            Map.entry("templates", GatefaultBuilder::templates),
            Map.entry("formats", GatefaultBuilder::formats),
            Map.entry("relayed-statuses", GatefaultBuilder::relayedStatuses),
            Map.entry("gateway-fingerprints", GatefaultBuilder::gatewayFingerprints),
            Map.entry("upstream", GatefaultBuilder::upstream),
            Map.entry("show-upstream", (b, v) -> b.showUpstream(yesOrNo(v))))));

    private InitParameters() {}

    /** Returns the settings with those of the container on top. */
    static GatefaultBuilder applyTo(GatefaultBuilder settings, FilterConfig config) {
        GatefaultBuilder complete = settings.copy();
        ServletContext context = config.getServletContext();
        Map<String, String> given = new TreeMap<>();
        String file = config.getInitParameter(CONFIG);
        if (file != null) {
            given.putAll(read(file, context));
        }
        for (String key : Collections.list(config.getInitParameterNames())) {
            given.put(key, config.getInitParameter(key));
        }
        given.remove(CONFIG);
        given.forEach((key, value) -> set(complete, key, value.strip(), context));
        return complete;
    }

    private static void set(GatefaultBuilder builder, String key, String value, ServletContext context) {
        Setting setting = key.equals("listeners") ? (b, v) -> addListeners(b, v, context) : KEYS.get(key);
        if (setting == null) {
            throw new IllegalArgumentException("there is no setting \"" + key + "\"; allowed are config, listeners, "
                    + String.join(", ", KEYS.keySet()));
        }
        try {
            setting.set(builder, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " is \"" + value + "\": " + e.getMessage(), e);
        }
    }

    private static Map<String, String> read(String file, ServletContext context) {
        Properties properties = new Properties();
        try (InputStream in = new Location(file, context).open()) {
            if (in == null) {
                throw new IllegalArgumentException(
                        CONFIG + " is \"" + file
                                + "\": there is no such file; allowed are a file below /WEB-INF/, one behind classpath:, and a path in the file system");
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalArgumentException(CONFIG + " is \"" + file + "\": it cannot be read: " + e, e);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        return settings;
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

    private static URI uri(String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("allowed is a URI, such as https://status.example.org/", e);
        }
    }

    private static Locale language(String value) {
        try {
            return new Locale.Builder().setLanguageTag(value).build();
        } catch (IllformedLocaleException e) {
            throw new IllegalArgumentException("allowed is a language tag, such as de or zh-Hans", e);
        }
    }

    private static void addListeners(GatefaultBuilder builder, String classNames, ServletContext context) {
        for (String name : classNames.split(",", -1)) {
            try {
                Class<?> type = Class.forName(name.strip(), true, Location.classLoader(context));
                builder.listeners(
                        type.asSubclass(IncidentListener.class).getConstructor().newInstance());
            } catch (ReflectiveOperationException | ClassCastException e) {
                throw new IllegalArgumentException(
                        "allowed are names of classes that implement IncidentListener and have a public constructor without parameters ("
                                + e + ")",
                        e);
            }
        }
    }
}
