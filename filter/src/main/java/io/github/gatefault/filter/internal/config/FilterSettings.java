package io.github.gatefault.filter.internal.config;

import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.internal.http.Statuses;
import io.github.gatefault.pages.internal.text.Ascii;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The one table of settings. The init-params of {@code web.xml}, properties files, the builder and Spring Boot all read it;
 * docs/configuration.md and Spring's metadata are written from it. The last text of a row says what the setting does.
 *
 * <p>The keys that begin with {@code brand.} and {@code upstreams.} and a name of the user's choice stand in it by their pattern.
 */
public final class FilterSettings {
    private static final int MAX_TOKEN = 64;
    private static final int MAX_ROWS = 999_999_999;
    private static final Map<String, Setting<?>> TABLE = new LinkedHashMap<>();

    public static final Setting<String> CONFIG = text("config", "A properties file with further keys, in UTF-8.");
    public static final Setting<String> STATUS = row(Setting.choice(
            "status",
            "rfc9209",
            "`rfc9209`: the status that RFC 9209 recommends for the cause. `always-502`, `always-503`: the same for all"
                    + " causes, for a CDN that replaces the body of a 502 or 504 but lets a 503 through.",
            "rfc9209",
            "always-502",
            "always-503"));
    public static final Setting<String> CORRELATION_HEADER = text(
            "correlation-header",
            "X-Correlation-Id",
            "The header that carries the ID in requests and responses.",
            token("must be the name of a header (RFC 9110, section 5.1)"));
    public static final Setting<Boolean> ACCEPT_CORRELATION_ID = flag(
            "accept-correlation-id",
            true,
            "Whether an ID comes in by that header or `X-Request-Id`; a W3C `traceparent` always does.");
    public static final Setting<Boolean> PROXY_STATUS =
            flag("proxy-status", true, "Whether answers carry `Proxy-Status` (RFC 9209).");
    public static final Setting<String> PROXY_NAME =
            text("proxy-name", "gatefault", "The name of this deployment in it.", FilterSettings::proxyName);
    public static final Setting<Boolean> PROXY_STATUS_DETAILS =
            flag("proxy-status-details", false, "Whether `Proxy-Status` has the detail of the cause as well.");
    public static final Setting<String> PROBLEM_BASE = text(
            "problem-base",
            "/problems/",
            "What `type` and `instance` of problem details begin with: an http(s) URI or a full path, with a `/` at its end.",
            text -> text);
    public static final Setting<Boolean> PROBLEM_PAGES = flag(
            "problem-pages",
            false,
            "Whether the filter serves the pages that `type` names: [see below](#what-type-points-at).");

    static {
        brand("brand-name", null, "The name of your brand.");
        brand("service-name", null, "What visitors call the service behind; by default a word in their language.");
        brand("service-names", null, "What they call single upstreams: `orders=your orders, search=the search`.");
        brand("brand-logo", null, "The location of the logo: SVG, PNG, JPEG, GIF or WebP of at most 32 KB.");
        brand("brand-logo-dark", null, "The location of another logo for dark backgrounds.");
        brand(
                "brand-color",
                null,
                "The accent colour on light ground, as `#rrggbb`, with a contrast of 4.5:1 or more.");
        brand("brand-color-dark", null, "The accent colour on dark ground; by default derived from `brand-color`.");
        brand("status-page", null, "A link to the page that shows the state of the service.");
        brand("help", null, "A link to help: `https:`, `mailto:` or `tel:`.");
        brand("default-language", "en", "The language of visitors who accept none of the available languages.");
        text("brand.<name>.hosts", "A brand of its own for some hosts: [see below](#several-brands).");
    }

    public static final Setting<String> LANGUAGE_COOKIE = text(
            "language-cookie",
            null,
            "The cookie with the tag of the visitor's language, such as `de` or `pt_BR`. It overrides `Accept-Language`.",
            token("must be the name of a cookie (RFC 6265, section 4.1.1)"));
    public static final Setting<List<String>> LANGUAGE_RESOLVER = text(
            "language-resolver",
            null,
            "A class that implements `LanguageResolver`. It overrides the cookie.",
            List::of);
    public static final Setting<String> TEMPLATES = text(
            "templates",
            "The folder of your own [templates and texts](templates.md); by default `/WEB-INF/gatefault/` and `classpath:gatefault/`.");
    public static final Setting<Boolean> DEVELOPMENT = flag(
            "development",
            false,
            "Whether changed templates are read at once, and `/gatefault/preview` shows"
                    + " [all answers at a glance](templates.md#while-you-work-on-them). Not for production.");
    public static final Setting<PathFormats> FORMATS = text(
            "formats",
            null,
            "Formats that are fixed for path prefixes within the application, such as `/api/=problem+json, /legacy/=text`;"
                    + " of `html`, `json`, `problem+json`, `problem+xml`, `text`, `xml`.",
            PathFormats::parse);
    public static final Setting<PathPatterns> INCLUDE_PATHS = text(
            "include-paths",
            null,
            "The paths within the application that the filter handles, such as `/shop/*, /cart`; all by default.",
            PathPatterns::parse);
    public static final Setting<PathPatterns> EXCLUDE_PATHS = text(
            "exclude-paths", null, "Paths that it leaves alone, such as `/health, /internal/*`.", PathPatterns::parse);
    public static final Setting<Statuses> RELAYED_STATUSES = text(
            "relayed-statuses",
            "500, 502-504, 520-527, 530",
            "The statuses of relayed answers that may be [another gateway's own page](gateways.md); empty for none.",
            Statuses::parse);
    public static final Setting<String> GATEWAY_FINGERPRINTS =
            text("gateway-fingerprints", "A file with pages of further gateways. They override the known ones.");
    public static final Setting<String> UPSTREAM =
            text("upstream", "The logical name of the upstream where a failure does not name it; for the log.");

    static {
        text("upstreams.<name>.hosts", "The hosts of an upstream: [see below](#upstreams-and-their-names).");
        text("upstreams.<name>.url", "The address at which [diagnosis](operations.md#diagnosis) probes an upstream.");
    }

    public static final Setting<Boolean> METRICS = flag(
            "metrics",
            false,
            "Whether Micrometer's global registry [counts](operations.md#metrics) failures; needs `micrometer-core`.");
    public static final Setting<Boolean> DIAGNOSE = flag(
            "diagnose",
            false,
            "Whether a failing upstream is [probed](operations.md#diagnosis) at its `upstreams.<name>.url`.");
    public static final Setting<Boolean> SHOW_UPSTREAM =
            flag("show-upstream", false, "Whether visitors and clients see the upstream's logical name.");
    public static final Setting<Boolean> ENHANCEMENTS = flag(
            "enhancements",
            false,
            "Whether the page tries again by itself, which visitors can stop, and offers to copy the reference. It needs a"
                    + " script; the policy allows it by its hash.");
    public static final Setting<List<String>> LISTENERS = text(
            "listeners",
            null,
            "Classes that implement `IncidentListener`, separated by commas.",
            FilterSettings::items);
    public static final Setting<List<String>> CLASSIFIERS = text(
            "classifiers",
            null,
            "Classes that implement `FailureClassifier`, separated by commas. They override the built-in rules.",
            FilterSettings::items);
    public static final Setting<String> CAUSE_RULES = text(
            "cause-rules",
            "A file of [your own rules](causes.md#your-own-rules), such as `com.example.StoreTimeout=http_response_timeout`.");
    public static final Setting<String> INCIDENT_STORE = row(Setting.choice(
            "incident-store",
            "memory",
            "Where incidents can be [looked up](lookup.md): `memory` in this process, `jdbc` in a database that instances"
                    + " share, `none` nowhere.",
            "memory",
            "none",
            "jdbc"));
    public static final Setting<Integer> INCIDENT_STORE_CAPACITY = row(new Setting<>(
            "incident-store-capacity",
            Integer.class,
            List.of(),
            null,
            "How many of the newest incidents the store keeps; by default 1,000 in memory (at most 100,000, of 10 KB each), a"
                    + " million in a database.",
            text -> number(text, MAX_ROWS)));
    public static final Setting<String> INCIDENT_STORE_JDBC_DATA_SOURCE = text(
            "incident-store-jdbc-data-source",
            "The JNDI name of the database, such as `java:comp/env/jdbc/gatefault`.");
    public static final Setting<Duration> INCIDENT_STORE_RETENTION = row(new Setting<>(
            "incident-store-retention",
            Duration.class,
            List.of(),
            "P7D",
            "How long a database keeps incidents, as an ISO 8601 duration of at least `PT1M`.",
            FilterSettings::retention));

    private FilterSettings() {}

    /** Returns all settings in the order of the documentation. */
    public static Collection<Setting<?>> all() {
        return Collections.unmodifiableCollection(TABLE.values());
    }

    /**
     * Returns the setting with this key.
     *
     * @throws IllegalArgumentException if there is none; the message names the most similar key
     */
    public static Setting<?> named(String key) {
        Setting<?> setting = TABLE.get(pattern(key));
        if (setting == null) {
            throw unknown(key, TABLE.keySet());
        }
        return setting;
    }

    /** Returns what to throw for a key that is none of these. */
    public static IllegalArgumentException unknown(String key, Collection<String> known) {
        String pattern = pattern(key);
        String nearest = Collections.min(known, Comparator.comparingInt(other -> distance(pattern, other)));
        return new IllegalArgumentException("there is no setting \"" + key + "\"; did you mean " + nearest + "?");
    }

    /** Returns the key, with the name of a brand's or an upstream's key as the table writes it. */
    private static String pattern(String key) {
        int first = key.indexOf('.');
        int last = key.lastIndexOf('.');
        return last > first ? key.substring(0, first) + ".<name>" + key.substring(last) : key;
    }

    /** Returns how many letters must be added, removed or replaced to make one text of the other. */
    private static int distance(String one, String other) {
        int[] row = IntStream.rangeClosed(0, other.length()).toArray();
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }

    private static <T> Setting<T> row(Setting<T> setting) {
        TABLE.put(setting.key(), setting);
        return setting;
    }

    private static Setting<Boolean> flag(String key, boolean byDefault, String description) {
        return row(Setting.flag(key, byDefault, description));
    }

    private static Setting<String> text(String key, String description) {
        return text(key, null, description, text -> text);
    }

    private static <T> Setting<T> text(
            String key, @Nullable String byDefault, String description, Function<String, T> parser) {
        return row(Setting.text(key, byDefault, description, parser));
    }

    /** Adds a setting of the brand of all hosts and of each named brand; the brand reads the value. */
    private static void brand(String key, @Nullable String byDefault, String description) {
        text(key, byDefault, description, text -> text);
        text(
                "brand.<name>." + (key.startsWith("brand-") ? key.substring("brand-".length()) : key),
                "The same for one brand.");
    }

    private static Function<String, String> token(String mustBe) {
        return text -> {
            if (!Ascii.isToken(text) || text.length() > MAX_TOKEN) {
                throw new IllegalArgumentException(mustBe + ", of at most " + MAX_TOKEN + " characters");
            }
            return text;
        };
    }

    private static String proxyName(String text) {
        if (!Ascii.isToken(text) || text.length() > MAX_TOKEN || !Ascii.isLetter(text.charAt(0))) {
            throw new IllegalArgumentException(
                    "must be a token that begins with a letter (RFC 9651, section 3.3.4), of at most " + MAX_TOKEN
                            + " characters");
        }
        return text;
    }

    private static List<String> items(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    private static Integer number(String text, int max) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("must be a number from 1 to " + max);
        }
        return Integer.valueOf(text);
    }

    private static Duration retention(String text) {
        try {
            Duration retention = Duration.parse(text);
            if (retention.compareTo(IncidentStore.MIN_RETENTION) >= 0) {
                return retention;
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("must be an ISO 8601 duration such as P7D or PT12H", e);
        }
        throw new IllegalArgumentException("must be a minute, PT1M, or more");
    }
}
