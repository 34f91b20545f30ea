package io.github.gatefault.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.FailureClassifier;
import io.github.gatefault.filter.classify.Verdict;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.internal.config.FilterSettings;
import io.github.gatefault.filter.internal.config.Setting;
import io.github.gatefault.filter.testing.TestServer;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartTest {

    /** A listener as configuration can name it. */
    public static final class Listener implements IncidentListener {
        @Override
        public void onIncident(Incident incident) {}
    }

    /** A classifier as configuration can name it. */
    public static final class Classifier implements FailureClassifier {
        @Override
        public @Nullable Verdict classify(Failure failure) {
            return null;
        }
    }

    /** A resolver as configuration can name it. */
    public static final class Resolver implements LanguageResolver {
        @Override
        public Locale languageOf(HttpServletRequest request) {
            return Locale.GERMAN;
        }
    }

    private static void start(Map<String, String> initParameters) throws Exception {
        start(new BadGatewayFilter(), initParameters);
    }

    private static void start(BadGatewayFilter filter, Map<String, String> initParameters) throws Exception {
        try (TestServer server = new TestServer()) {
            server.with(filter, initParameters).start();
        }
    }

    @Test
    void defaults_start() {
        assertThatCode(() -> start(Map.of())).doesNotThrowAnyException();
    }

    @Test
    void everySetting_starts() {
        Map<String, String> all = Map.ofEntries(
                Map.entry("status", "always-503"),
                Map.entry("correlation-header", "X-Trace"),
                Map.entry("accept-correlation-id", "false"),
                Map.entry("proxy-name", "edge-1"),
                Map.entry("proxy-status", "true"),
                Map.entry("proxy-status-details", "true"),
                Map.entry("problem-base", "https://docs.example/problems/"),
                Map.entry("brand-name", "Acme"),
                Map.entry("service-name", "the shop"),
                Map.entry("brand-color", "#663399"),
                Map.entry("brand-color-dark", "#ccaaff"),
                Map.entry("service-names", "orders=your orders"),
                Map.entry("brand.shop.hosts", "shop.example, *.shop.example"),
                Map.entry("brand.shop.name", "The Shop"),
                Map.entry("enhancements", "true"),
                Map.entry("language-cookie", "lang"),
                Map.entry("language-resolver", Resolver.class.getName()),
                Map.entry("problem-pages", "false"),
                Map.entry("development", "true"),
                Map.entry("status-page", "https://status.example/"),
                Map.entry("help", "mailto:help@example.org"),
                Map.entry("default-language", "de"),
                Map.entry("templates", "classpath:gatefault/"),
                Map.entry("formats", "/api/=problem+json"),
                Map.entry("include-paths", "/*"),
                Map.entry("exclude-paths", "/health, /internal/*"),
                Map.entry("upstream", "orders"),
                Map.entry("show-upstream", "true"),
                Map.entry("listeners", Listener.class.getName()),
                Map.entry("classifiers", Classifier.class.getName()),
                Map.entry("cause-rules", "classpath:cause-rules.properties"),
                Map.entry("incident-store", "memory"),
                Map.entry("incident-store-capacity", "50"));

        assertThatCode(() -> start(all)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    status                | sometimes          | must be rfc9209, always-502 or always-503
                    status                | ''                 | must be rfc9209, always-502 or always-503
                    correlation-header    | X Id               | must be the name of a header
                    correlation-header    | X-Id:              | must be the name of a header
                    accept-correlation-id | yes                | must be true or false
                    proxy-name            | 1st                | must be a token that begins with a letter
                    proxy-name            | my gateway         | must be a token that begins with a letter
                    proxy-status          | on                 | must be true or false
                    brand-color           | red                | #
                    brand-color           | #ffee00            | the nearest is #
                    brand-logo            | /nowhere.svg       | an existing file
                    service-names         | orders             | orders=your orders
                    brand.shop.hosts      | shop.example:80    | without a port
                    enhancements          | yes                | must be true or false
                    problem-pages         | on                 | must be true or false
                    language-cookie       | my lang            | must be the name of a cookie
                    language-resolver     | java.lang.String   | must name classes that implement LanguageResolver
                    status-page           | ht tp://x          | a URI
                    status-page           | javascript:alert() | https:
                    help                  | javascript:alert() | mailto:
                    default-language      | english_please     | a language tag
                    templates             | /nowhere/at/all    | must be an existing folder
                    templates             | /WEB-INF/nowhere/  | must be an existing folder
                    formats               | /api/=pdf          | must be pairs such as /api/=problem+json
                    include-paths         | shop               | must be paths such as /health, or /internal/* for all below one
                    exclude-paths         | ''                 | /internal/* for all below one
                    exclude-paths         | /a/*/b             | /internal/* for all below one
                    relayed-statuses      | 200                | must be statuses from 500 to 599
                    listeners             | com.example.None   | must name classes that implement IncidentListener
                    listeners             | java.lang.String   | must name classes that implement IncidentListener
                    classifiers           | com.example.None   | must name classes that implement FailureClassifier
                    classifiers           | java.lang.String   | must name classes that implement FailureClassifier
                    cause-rules           | /nowhere.properties | must be an existing file
                    cause-rules           | classpath:nowhere.properties | behind classpath:
                    gateway-fingerprints  | /nowhere.txt       | must be an existing file
                    config                | /nowhere.properties | must be an existing file
                    metrics               | maybe              | must be true or false
                    diagnose              | true               | must be used with an upstreams.<name>.url
                    incident-store        | disk               | must be memory, none or jdbc
                    incident-store-capacity | 0                | must be a number from 1 to 999999999
                    incident-store-capacity | 100001           | must be a number from 1 to 100000 in memory
                    incident-store-jdbc-data-source | java:comp/env/jdbc/x | must be absent unless incident-store is jdbc
                    incident-store-retention | P7D        | must be absent unless incident-store is jdbc
                    incident-store-capacity | many             | must be a number from 1 to 999999999
                    """)
    void badValue_isRefused_inASentence_thatNamesTheKeyTheValueAndWhatItMustBe(
            String key, String value, String allowed) {
        assertThatThrownBy(() -> start(Map.of(key, value)))
                .hasRootCauseInstanceOf(Exception.class)
                .satisfies(thrown -> assertThat(messagesOf(thrown))
                        .anySatisfy(message -> assertThat(message)
                                .startsWith("gatefault cannot start: " + key + " \"" + value + "\"")
                                .contains(allowed)
                                .doesNotContain("\n")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    incident-store-jdbc-data-source | ''                     | that begins with java:
                    incident-store-jdbc-data-source | ldap://example/x       | that begins with java:
                    incident-store-jdbc-data-source | java:comp/env/jdbc/none | that begins with java:
                    """)
    void badDataSource_isRefused(String key, String name, String allowed) {
        assertThatThrownBy(() -> start(Map.of("incident-store", "jdbc", key, name)))
                .satisfies(thrown -> assertThat(messagesOf(thrown))
                        .anySatisfy(message -> assertThat(message)
                                .startsWith("gatefault cannot start: " + key + " \"" + name + "\" must be ")
                                .contains(allowed)));
    }

    @ParameterizedTest
    @CsvSource({
        "incident-store-capacity, 0, from 1 to 999999999",
        "incident-store-retention, a week, such as P7D",
        "incident-store-retention, PT10S, a minute",
    })
    void badSettingOfTheDatabaseOfIncidents_isRefused(String key, String value, String allowed) {
        assertThatThrownBy(() -> start(Map.of("incident-store", "jdbc", key, value)))
                .satisfies(thrown -> assertThat(messagesOf(thrown))
                        .anySatisfy(message -> assertThat(message)
                                .startsWith("gatefault cannot start: " + key + " \"" + value + "\"")
                                .contains(allowed)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    com.example.Lost | connection_lost             | the causes of docs/causes.md
                    com.example.Lost | ''                          | the causes of docs/causes.md
                    com.example.Lost | connection_refused/Not Good | lower case letters
                    com example      | none                        | the full name of a class
                    """)
    void badCauseRule_isRefused_withItsFileAndWhatIsAllowed(
            String className, String cause, String allowed, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("rules.properties"), className.replace(" ", "\\ ") + "=" + cause + "\n");

        assertThatThrownBy(() -> start(Map.of("cause-rules", file.toString())))
                .satisfies(thrown -> assertThat(messagesOf(thrown))
                        .anySatisfy(message -> assertThat(message)
                                .startsWith("gatefault cannot start: cause-rules \"" + file + "\": " + className + "="
                                        + cause + ": ")
                                .contains(allowed)));
    }

    @Test
    void settingByKey_countsForMoreThanAMethod_andLessThanAnInitParameter() {
        BadGatewayFilter filter = BadGatewayFilter.builder(Map.of("proxy-name", "by key"))
                .proxyName("by-method")
                .build();

        assertThatThrownBy(() -> start(filter, Map.of()))
                .satisfies(thrown -> assertThat(messagesOf(thrown))
                        .anySatisfy(message -> assertThat(message).contains("proxy-name \"by key\" must be")));
        assertThatCode(() -> start(filter, Map.of("proxy-name", "by-parameter")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "proxyname, proxy-name",
        "brand-colour, brand-color",
        "problem_base, problem-base",
        "listener, listeners",
        "x, help",
    })
    void unknownKey_isRefused_withTheNearestOne(String key, String nearest) {
        assertThatThrownBy(() -> start(Map.of(key, "edge")))
                .satisfies(thrown -> assertThat(messagesOf(thrown))
                        .contains("gatefault cannot start: there is no setting \"" + key + "\"; did you mean " + nearest
                                + "?"));
    }

    @Test
    void file_isRead_andInitParametersCountForMore(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("gatefault.properties"), "status=nonsense\nproxy-name=edge-1\n");

        assertThatThrownBy(() -> start(Map.of("config", file.toString())))
                .satisfies(thrown -> assertThat(messagesOf(thrown))
                        .anySatisfy(message -> assertThat(message).contains("status \"nonsense\" must be")));
        assertThatCode(() -> start(Map.of("config", file.toString(), "status", "always-502")))
                .doesNotThrowAnyException();
    }

    @Test
    void keyInAFile_isRefused_asInAnInitParameter(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("gatefault.properties"), "colour=red\n");

        assertThatThrownBy(() -> start(Map.of("config", file.toString())))
                .satisfies(thrown -> assertThat(messagesOf(thrown))
                        .anySatisfy(message -> assertThat(message).contains("there is no setting \"colour\"")));
    }

    /** The other way round too, except for what has no method: the file with further keys. */
    @Test
    void everyMethodOfTheBuilder_isInTheTable() {
        Set<String> methods = Arrays.stream(BadGatewayFilter.Builder.class.getMethods())
                .filter(method -> method.getReturnType() == BadGatewayFilter.Builder.class)
                .map(method -> method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> keys = FilterSettings.all().stream()
                .map(Setting::key)
                .map(key -> key.replaceAll("\\.<name>\\..*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        methods.remove("active-trace"); // A function of the application's, only in code.
        keys.remove("config");
        keys.removeIf(key -> key.startsWith("incident-store-")); // In code the store itself is set.

        assertThat(methods).isEqualTo(keys);
    }

    @Test
    void containerThatStartsAgain_startsTheFilterAgain_andStopsItOnce() throws Exception {
        List<String> heard = new ArrayList<>();
        BadGatewayFilter filter = BadGatewayFilter.builder()
                .listeners(new IncidentListener() {
                    @Override
                    public void onStart(IncidentStore incidents) {
                        heard.add("start");
                    }

                    @Override
                    public void onIncident(Incident incident) {}

                    @Override
                    public void onStop() {
                        heard.add("stop");
                    }
                })
                .build();

        start(filter, Map.of());
        filter.destroy();
        filter.warmUp();
        start(filter, Map.of());

        assertThat(heard).containsExactly("start", "stop", "start", "stop");
    }

    private static List<String> messagesOf(Throwable thrown) {
        return java.util.stream.Stream.iterate(thrown, t -> t != null, Throwable::getCause)
                .map(t -> String.valueOf(t.getMessage()))
                .toList();
    }
}
