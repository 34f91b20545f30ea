package io.github.gatefault.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.FailureClassifier;
import io.github.gatefault.filter.classify.Verdict;
import io.github.gatefault.filter.incident.IncidentListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
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
        FilterHolder holder = new FilterHolder(filter);
        holder.setInitParameters(initParameters);
        ServletContextHandler context = new ServletContextHandler();
        context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
        Server server = new Server();
        server.setHandler(context);
        try {
            server.start();
        } finally {
            server.stop();
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
                    status                | sometimes          | rfc9209, always-502 and always-503
                    status                | ''                 | rfc9209, always-502 and always-503
                    correlation-header    | X Id               | the name of a header
                    correlation-header    | X-Id:              | the name of a header
                    accept-correlation-id | yes                | true and false
                    proxy-name            | 1st                | a token that begins with a letter
                    proxy-name            | my gateway         | a token that begins with a letter
                    proxy-status          | on                 | true and false
                    brand-color           | red                | #
                    brand-color           | #ffee00            | the nearest is #
                    brand-logo            | /nowhere.svg       | an existing file
                    service-names         | orders             | orders=your orders
                    brand.shop.hosts      | shop.example:80    | without a port
                    enhancements          | yes                | true and false
                    problem-pages         | on                 | true and false
                    language-cookie       | my lang            | the name of a cookie
                    language-resolver     | java.lang.String   | a class that implements LanguageResolver
                    status-page           | ht tp://x          | a URI
                    status-page           | javascript:alert() | https:
                    help                  | javascript:alert() | mailto:
                    default-language      | english_please     | a language tag
                    templates             | /nowhere/at/all    | no such folder
                    templates             | /WEB-INF/nowhere/  | no such folder
                    formats               | /api/=pdf          | /api/=problem+json
                    include-paths         | shop               | /internal/* for all below one
                    exclude-paths         | ''                 | /internal/* for all below one
                    exclude-paths         | /a/*/b             | /internal/* for all below one
                    listeners             | com.example.None   | names of classes
                    listeners             | java.lang.String   | names of classes
                    classifiers           | com.example.None   | classes that implement FailureClassifier
                    classifiers           | java.lang.String   | classes that implement FailureClassifier
                    cause-rules           | /nowhere.properties | no such file
                    cause-rules           | classpath:nowhere.properties | one behind classpath:
                    config                | /nowhere.properties | no such file
                    incident-store        | disk               | memory, none and jdbc
                    incident-store-capacity | 0                | from 1 to 100000
                    incident-store-jdbc-data-source | java:comp/env/jdbc/x | no value where incident-store is not jdbc
                    incident-store-retention | P7D        | no value where incident-store is not jdbc
                    incident-store-capacity | many             | from 1 to 100000
                    """)
    void badValue_isRefused_inASentence_thatNamesTheKeyTheValueAndWhatIsAllowed(
            String key, String value, String allowed) {
        assertThatThrownBy(() -> start(Map.of(key, value)))
                .hasRootCauseInstanceOf(Exception.class)
                .satisfies(thrown -> assertThat(messagesOf(thrown))
                        .anySatisfy(message -> assertThat(message)
                                .containsPattern("^gatefault cannot start: " + key + "( is)? "
                                        + Pattern.quote("\"" + value + "\"") + ":? ")
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
                                .startsWith("gatefault cannot start: " + key + " is \"" + name + "\": ")
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
                                .startsWith("gatefault cannot start: " + key + " is \"" + value + "\": ")
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
                                .startsWith("gatefault cannot start: cause-rules is \"" + file + "\": " + className
                                        + "=" + cause + ": ")
                                .contains(allowed)));
    }

    @Test
    void settingByKey_countsForMoreThanAMethod_andLessThanAnInitParameter() {
        BadGatewayFilter filter = BadGatewayFilter.builder(Map.of("proxy-name", "by key"))
                .proxyName("by-method")
                .build();

        assertThatThrownBy(() -> start(filter, Map.of()))
                .satisfies(thrown -> assertThat(messagesOf(thrown))
                        .anySatisfy(message -> assertThat(message).contains("proxy-name is \"by key\"")));
        assertThatCode(() -> start(filter, Map.of("proxy-name", "by-parameter")))
                .doesNotThrowAnyException();
    }

    @Test
    void unknownKey_isRefused_withThoseThatThereAre() {
        assertThatThrownBy(() -> start(Map.of("proxyname", "edge")))
                .satisfies(thrown -> assertThat(messagesOf(thrown))
                        .anySatisfy(message -> assertThat(message)
                                .contains("there is no setting \"proxyname\"")
                                .contains("proxy-name")));
    }

    @Test
    void file_isRead_andInitParametersCountForMore(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("gatefault.properties"), "status=nonsense\nproxy-name=edge-1\n");

        assertThatThrownBy(() -> start(Map.of("config", file.toString())))
                .satisfies(thrown -> assertThat(messagesOf(thrown))
                        .anySatisfy(message -> assertThat(message).contains("status is \"nonsense\"")));
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

    @Test
    void everyMethodOfTheBuilder_hasItsKey_butForTheOneThatIsOnlyInCode() {
        Map<String, String> none = Map.of("no-such-key", "");
        List<String> keys = Arrays.stream(GatefaultBuilder.class.getMethods())
                .filter(method -> method.getReturnType() == GatefaultBuilder.class)
                .map(Method::getName)
                .filter(name -> !name.equals("activeTrace")) // A function of the application's, only in code.
                .map(name -> name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT))
                .toList();

        assertThat(keys).hasSizeGreaterThan(15);
        assertThatThrownBy(() -> start(none))
                .satisfies(thrown -> assertThat(messagesOf(thrown))
                        .anySatisfy(message -> assertThat(message).contains(keys)));
    }

    private static List<String> messagesOf(Throwable thrown) {
        return java.util.stream.Stream.iterate(thrown, t -> t != null, Throwable::getCause)
                .map(t -> String.valueOf(t.getMessage()))
                .toList();
    }
}
