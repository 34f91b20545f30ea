package io.github.gatefault.browser;

import static io.github.gatefault.filter.testing.Await.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.example.Gateway;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.incident.PostgresServer;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What operators do: they read the ID off a visitor's page, type it, and see what failed. Its pictures are in {@code target/pictures}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookupInBrowserTest {
    private static final Path PICTURES = Path.of("target/pictures");
    private static final String LOOKUP = "ops/incidents";

    private Browser browser = nothing();
    private Tab tab = nothing();
    private String axe = "";

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // Until the browser has been started.
    private static <T> T nothing() {
        return null;
    }

    @BeforeAll
    void start() throws Exception {
        browser = Browser.start();
        tab = browser.open();
        try (InputStream script = getClass().getResourceAsStream("/axe.min.js")) {
            axe = new String(Objects.requireNonNull(script).readAllBytes(), UTF_8);
        }
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    void stop() throws Exception {
        if (browser != null) {
            tab.close();
            browser.close();
        }
    }

    private void logIn(Gateway gateway) throws Exception {
        String user = Base64.getEncoder()
                .encodeToString((Gateway.OPERATOR + ":" + gateway.operatorPassword()).getBytes(UTF_8));
        tab.call("Network.setExtraHTTPHeaders", Map.of("headers", Map.of("Authorization", "Basic " + user)));
    }

    /** Opens a page that fails, and reads the ID as a visitor does. */
    private String idShownAt(URI failing) throws Exception {
        tab.open(failing);
        return tab.evaluate("document.querySelector('dl code').textContent").asText();
    }

    /** Types an ID and presses the button; returns what is then to be read. */
    private String typed(URI lookup, String id) throws Exception {
        tab.open(lookup);
        tab.evaluate("document.querySelector('[name=id]').value = '" + id + "'");
        tab.submit("form");
        return read();
    }

    private String read() throws Exception {
        return tab.evaluate("document.querySelector('main').innerText").asText();
    }

    private void picture(String name) throws Exception {
        Files.write(PICTURES.resolve(name + ".png"), tab.picture(true));
        if ("write".equals(System.getProperty("gatefault.pictures")) && name.startsWith("lookup")) {
            Files.write(Path.of("../../docs/pictures").resolve(name + ".png"), tab.picture(true));
        }
    }

    private void assertAccessibleAndInOnePiece() throws Exception {
        assertThat(tab.evaluate("window.violations.join()").asText()).isEmpty();
        assertThat(tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean())
                .as("fits the width")
                .isTrue();
        tab.evaluate(axe);
        JsonNode found = tab.evaluate("""
                axe.run(document, {runOnly: {type: 'tag', values:
                    ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}})
                    .then(r => ({passes: r.passes.length, violations: r.violations.map(v =>
                        v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '))}))
                """);
        assertThat(found.get("passes").asInt()).as("rules that were applied").isGreaterThan(15);
        assertThat(found.get("violations")).as("violations of WCAG 2.2 AA").isEmpty();
    }

    @Test
    void idOnThePage_isTypedIntoTheLookup_andTellsCause_evidence_andCommands() throws Exception {
        try (Gateway gateway = Gateway.start(0)) {
            logIn(gateway);
            tab.look(1100, 900, "light");
            for (int i = 0; i < 5; i++) {
                tab.open(gateway.address().resolve("fault/tls_certificate_error"));
                tab.open(gateway.address().resolve("fault/http_response_timeout"));
            }
            String id = idShownAt(gateway.address().resolve("fault/tls_certificate_error"));

            assertThat(id).matches("[0-9a-f]{32}");
            assertThat(typed(gateway.address().resolve(LOOKUP), " " + id + " "))
                    .contains(
                            id,
                            "tls_certificate_error",
                            "certificate_expired",
                            "java.security.cert.CertificateExpiredException",
                            "/fault/tls_certificate_error",
                            "openssl s_client -connect localhost:",
                            "6 of this cause");
            picture("lookup-incident");

            assertThat(typed(gateway.address().resolve(LOOKUP), "")).contains("11, newest first", id);
            picture("lookup");
        }
    }

    @Test
    void incidentOfOneInstance_isFoundAtTheOther_thatSharesItsDatabase() throws Exception {
        try (PostgresServer postgres = PostgresServer.start()) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(postgres.url("postgres"));
            try (IncidentStore ofA = IncidentStore.jdbc(database);
                    IncidentStore ofB = IncidentStore.jdbc(database);
                    Gateway a = Gateway.start(0, ofA);
                    Gateway b = Gateway.start(0, ofB)) {
                tab.look(1100, 900, "light");
                String id = idShownAt(a.address().resolve("fault/connection_refused"));
                await(() -> ofB.find(id).isPresent());
                logIn(b);
                assertThat(typed(b.address().resolve(LOOKUP), id))
                        .contains(id, "connection_refused", "java.net.ConnectException", "nc -vz 127.0.0.1 ");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"320, light", "320, dark", "1280, light", "1280, dark"})
    void pages_areAccessibleAndInOnePiece_alsoWithTheLongestAndWorstText(int width, String theme) throws Exception {
        String worst = "<script>alert(1)</script>\u001b[31m\r\n\u202e" + "W".repeat(2_000);
        IncidentStore store = IncidentStore.inMemory(1_000);
        try (Gateway gateway = Gateway.start(0, store)) {
            for (CauseType cause : CauseType.values()) {
                store.add(Incident.builder("W".repeat(80) + cause.token(), Instant.now(), cause)
                        .causeDetail("w".repeat(64))
                        .upstream(worst)
                        .answeredBy(worst)
                        .receivedStatus(503)
                        .evidence(worst)
                        .traceId(worst)
                        .request(worst, "/" + worst)
                        .duration(Duration.ofDays(1))
                        .build());
                store.attach("W".repeat(80) + cause.token(), worst + "\n" + worst);
            }
            logIn(gateway);
            tab.look(width, 900, theme);
            tab.open(gateway.address().resolve(LOOKUP));
            assertAccessibleAndInOnePiece();
            picture("worst-list-" + theme + "-" + width);
            for (CauseType cause : List.of(CauseType.UPSTREAM_ERROR_RESPONSE, CauseType.HTTP_RESPONSE_TIMEOUT)) {
                tab.open(gateway.address().resolve(LOOKUP + "?incident=" + "W".repeat(80) + cause.token()));
                assertAccessibleAndInOnePiece();
                assertThat(read()).contains("<script>alert(1)</script>");
            }
            picture("worst-incident-" + theme + "-" + width);
            tab.open(gateway.address().resolve(LOOKUP + "?from=yesterday"));
            assertAccessibleAndInOnePiece();
        }
    }
}
