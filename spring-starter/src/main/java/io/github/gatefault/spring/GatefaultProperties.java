package io.github.gatefault.spring;

import io.github.gatefault.filter.StatusPolicy;
import io.github.gatefault.filter.upstream.Upstreams;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code application.yaml} says below {@code gatefault}: the keys of the filter, and some that only Spring has. The filter
 * reads and checks the values, so that they mean the same as in {@code web.xml}, and what is not said has the filter's own default.
 * What IDEs show for a default stands in {@code additional-spring-configuration-metadata.json}: as annotations here, the defaults
 * would be the most costly part of the start, for the annotations of all components are read once for each component.
 *
 * @param enabled Whether failures of upstreams are answered for.
 * @param compatibilityCheck Whether the application may only start on a version of Spring Boot that this library is tested on.
 * @param order Order of the filter among the others. Unless it is set, the filter is inside of the observation of requests, and
 *     outside of Spring Security.
 * @param includePaths Comma-separated list of paths within the application that are answered for, such as "/shop/*".
 * @param excludePaths Comma-separated list of paths that are not answered for, such as "/health, /internal/*". Those of the
 *     actuator never are.
 * @param status Status that visitors get: the one that RFC 9209 recommends for the cause, or the same for all.
 * @param correlationHeader Header that carries the ID, in requests and responses.
 * @param acceptCorrelationId Whether an ID that comes in by the correlation header or by X-Request-Id is taken.
 * @param sendCorrelationId Whether the ID goes out with the requests of RestClient, RestTemplate, WebClient and Feign.
 * @param proxyStatus Whether answers carry Proxy-Status (RFC 9209).
 * @param proxyName Name of this deployment in Proxy-Status.
 * @param proxyStatusDetails Whether Proxy-Status tells the finer word as well.
 * @param problemBase What type and instance of problem details begin with: an http(s) URI or a full path, with a slash at its end.
 * @param problemPages Whether the filter itself serves what the type of problem details points at.
 * @param brand Brands of their own for some hosts, by names of your choice.
 * @param brandName Name that visitors know you by.
 * @param serviceName What visitors call the service behind. Unless it is set, a word in their language.
 * @param serviceNames Comma-separated list of what visitors call single upstreams, by their logical names, such as
 *     "orders=your orders, search=the search".
 * @param brandLogo Location of the logo, such as "classpath:logo.svg": SVG, PNG, JPEG, GIF or WebP of at most 32 KB.
 * @param brandLogoDark Location of the logo for dark ground.
 * @param brandColor Accent colour on light ground, as "#rrggbb".
 * @param brandColorDark Accent colour on dark ground, as "#rrggbb".
 * @param statusPage Link to where the state of the service is told.
 * @param help Link to where help is to be had: https, mailto or tel.
 * @param defaultLanguage Language of visitors who ask for none that is there, such as "de".
 * @param languageCookie Cookie that holds the tag of the visitor's language.
 * @param templates Folder of your own templates and texts, such as "classpath:errors/" or a path in the file system. Unless it is
 *     set, "classpath:gatefault/".
 * @param development Whether somebody works on the templates: changed files are read at once, and /gatefault/preview shows all
 *     answers.
 * @param formats Comma-separated list of formats that are fixed for path prefixes, such as "/api/=problem+json".
 * @param relayedStatuses Comma-separated list of the statuses of relayed answers that may be another gateway's own page.
 * @param gatewayFingerprints File with pages of further gateways.
 * @param causeRules Properties file of exceptions and their causes.
 * @param incidentStore Where incidents can be looked up: in memory, in a database or in Redis that instances share, or nowhere.
 * @param incidentStoreCapacity Number of incidents that are kept. Unless it is set, 1000 in memory, 100000 in Redis and a million
 *     in a database.
 * @param incidentStoreRetention Time that incidents are kept in a database or in Redis. Unless it is set, seven days.
 * @param logLink Link from an incident into your logs, for the actuator: a template of a URL, or a system with its address such as
 *     "kibana https://logs.example".
 * @param upstream Logical name of the upstream, for the log, where a failure does not tell it.
 * @param upstreams Upstreams by logical names of your choice: where they are, and what tells whether they are well.
 * @param diagnose Whether an upstream that fails is looked at, at its configured address: its name, connections, certificate and answer.
 * @param showUpstream Whether visitors and clients see the upstream's logical name too.
 * @param enhancements Whether the page tries again by itself after a while, and offers to copy the reference.
 */
@ConfigurationProperties(prefix = GatefaultProperties.PREFIX, ignoreUnknownFields = false)
record GatefaultProperties(
        @Nullable Boolean enabled,
        @Nullable Boolean compatibilityCheck,
        @Nullable Integer order,
        @Nullable List<String> includePaths,
        @Nullable List<String> excludePaths,
        @Nullable StatusPolicy status,
        @Nullable String correlationHeader,
        @Nullable Boolean acceptCorrelationId,
        @Nullable Boolean sendCorrelationId,
        @Nullable Boolean proxyStatus,
        @Nullable String proxyName,
        @Nullable Boolean proxyStatusDetails,
        @Nullable String problemBase,
        @Nullable Boolean problemPages,
        @Nullable Map<String, BrandOfHosts> brand,
        @Nullable String brandName,
        @Nullable String serviceName,
        @Nullable List<String> serviceNames,
        @Nullable String brandLogo,
        @Nullable String brandLogoDark,
        @Nullable String brandColor,
        @Nullable String brandColorDark,
        @Nullable String statusPage,
        @Nullable String help,
        @Nullable String defaultLanguage,
        @Nullable String languageCookie,
        @Nullable String templates,
        @Nullable Boolean development,
        @Nullable List<String> formats,
        @Nullable List<String> relayedStatuses,
        @Nullable String gatewayFingerprints,
        @Nullable String causeRules,
        @Nullable StoreOfIncidents incidentStore,
        @Nullable Integer incidentStoreCapacity,
        @Nullable Duration incidentStoreRetention,
        @Nullable String logLink,
        @Nullable String upstream,
        @Nullable Map<String, UpstreamAt> upstreams,
        @Nullable Boolean diagnose,
        @Nullable Boolean showUpstream,
        @Nullable Boolean enhancements) {
    static final String PREFIX = "gatefault";

    /** What is bound where no key is set. */
    static final GatefaultProperties UNSET = new GatefaultProperties(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
            null, null, null, null, null);

    /** {@code Ordered.HIGHEST_PRECEDENCE + 2}: right inside of the observation of requests. */
    private static final int DEFAULT_ORDER = Integer.MIN_VALUE + 2;

    /**
     * Where an upstream is.
     *
     * @param hosts Comma-separated list of hosts, such as "orders.internal, 10.0.0.5:8080, *.orders.internal". Unless it is set, the
     *     host and port of the URL.
     * @param url URL that tells whether the upstream is well, such as "https://orders.internal/health".
     */
    record UpstreamAt(
            @DefaultValue List<String> hosts, @Nullable String url) {}

    /** Where incidents can be looked up. */
    enum StoreOfIncidents {
        /** The newest, in each instance for itself. */
        MEMORY,
        /** Nowhere but in the log. */
        NONE,
        /** In the database of the application's {@code DataSource}. */
        JDBC,
        /** In the Redis of the application's {@code StringRedisTemplate}. */
        REDIS
    }

    /**
     * A brand of its own for some hosts; what is not set is that of the first brand.
     *
     * @param hosts Comma-separated list of host names, such as "shop.example, *.shop.example".
     * @param name Name that visitors know this brand by.
     * @param serviceName What visitors of this brand call the service behind.
     * @param serviceNames Comma-separated list of what they call single upstreams, such as "orders=your orders".
     * @param logo Location of the logo.
     * @param logoDark Location of the logo for dark ground.
     * @param color Accent colour on light ground, as "#rrggbb".
     * @param colorDark Accent colour on dark ground, as "#rrggbb".
     * @param statusPage Link to where the state of the service is told.
     * @param help Link to where help is to be had: https, mailto or tel.
     * @param defaultLanguage Language of visitors who ask for none that is there.
     */
    record BrandOfHosts(
            @DefaultValue List<String> hosts,
            @Nullable String name,
            @Nullable String serviceName,
            @DefaultValue List<String> serviceNames,
            @Nullable String logo,
            @Nullable String logoDark,
            @Nullable String color,
            @Nullable String colorDark,
            @Nullable String statusPage,
            @Nullable String help,
            @Nullable String defaultLanguage) {
        private Map<String, String> settings(String prefix) {
            Settings settings = new Settings(prefix);
            settings.put("hosts", hosts);
            settings.put("name", name);
            settings.put("service-name", serviceName);
            settings.put("service-names", serviceNames);
            settings.put("logo", logo);
            settings.put("logo-dark", logoDark);
            settings.put("color", color);
            settings.put("color-dark", colorDark);
            settings.put("status-page", statusPage);
            settings.put("help", help);
            settings.put("default-language", defaultLanguage);
            return settings.byKey();
        }
    }

    /** Returns whether no key is set. */
    @SuppressWarnings("ReferenceEquality") // A record's equals is made at run time, which a start would wait for.
    boolean areUnset() {
        return this == UNSET;
    }

    /** Returns whether a version of Spring Boot that is not tested is refused. */
    boolean checksCompatibility() {
        return compatibilityCheck == null || compatibilityCheck;
    }

    /** Returns the order of the filter. */
    int filterOrder() {
        return order == null ? DEFAULT_ORDER : order;
    }

    /** Returns the header of the ID, for the calls that go out: the filter's own default, unless it is said here. */
    String outgoingHeader() {
        return correlationHeader == null ? "X-Correlation-Id" : correlationHeader;
    }

    /** Returns whether the ID goes out. */
    boolean sendsCorrelationId() {
        return sendCorrelationId == null || sendCorrelationId;
    }

    /** Returns where incidents can be looked up. */
    StoreOfIncidents store() {
        return incidentStore == null ? StoreOfIncidents.MEMORY : incidentStore;
    }

    /** Returns what is said here by the filter's own keys, without what only Spring has. */
    Map<String, String> settings() {
        Settings settings = new Settings("");
        settings.put("include-paths", includePaths);
        settings.put("exclude-paths", excludePaths);
        settings.put(
                "status",
                status == null ? null : status.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        settings.put("correlation-header", correlationHeader);
        settings.put("accept-correlation-id", acceptCorrelationId);
        settings.put("proxy-status", proxyStatus);
        settings.put("proxy-name", proxyName);
        settings.put("proxy-status-details", proxyStatusDetails);
        settings.put("problem-base", problemBase);
        settings.put("problem-pages", problemPages);
        settings.put("brand-name", brandName);
        settings.put("service-name", serviceName);
        settings.put("service-names", serviceNames);
        settings.put("brand-logo", brandLogo);
        settings.put("brand-logo-dark", brandLogoDark);
        settings.put("brand-color", brandColor);
        settings.put("brand-color-dark", brandColorDark);
        settings.put("status-page", statusPage);
        settings.put("help", help);
        settings.put("default-language", defaultLanguage);
        settings.put("language-cookie", languageCookie);
        settings.put("templates", templates);
        settings.put("development", development);
        settings.put("formats", formats);
        settings.put("relayed-statuses", relayedStatuses == null ? null : String.join(", ", relayedStatuses));
        settings.put("gateway-fingerprints", gatewayFingerprints);
        settings.put("cause-rules", causeRules);
        settings.put("upstream", upstream);
        settings.put("diagnose", diagnose);
        settings.put("show-upstream", showUpstream);
        settings.put("enhancements", enhancements);
        if (brand != null) {
            brand.forEach((name, own) -> settings.byKey().putAll(own.settings("brand." + name + ".")));
        }
        return settings.byKey();
    }

    /**
     * Returns the upstreams that have names here.
     *
     * @throws IllegalArgumentException if one is not allowed; the message names the key below ours, its value, and what is allowed
     */
    Upstreams namedUpstreams() {
        if (upstreams == null) {
            return Upstreams.none();
        }
        Map<String, String> byKey = new LinkedHashMap<>();
        upstreams.forEach((name, place) -> {
            Settings settings = new Settings("upstreams." + name + ".");
            settings.put("hosts", place.hosts());
            settings.put("url", place.url());
            byKey.putAll(settings.byKey());
        });
        return Upstreams.parse(byKey);
    }

    private record Settings(String prefix, Map<String, String> byKey) {
        Settings(String prefix) {
            this(prefix, new LinkedHashMap<>());
        }

        void put(String key, @Nullable Object value) {
            if (value != null) {
                byKey.put(prefix + key, value.toString());
            }
        }

        void put(String key, @Nullable List<String> values) {
            if (values != null && !values.isEmpty()) {
                byKey.put(prefix + key, String.join(", ", values));
            }
        }
    }
}
