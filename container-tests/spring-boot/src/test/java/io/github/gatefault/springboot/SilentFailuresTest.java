package io.github.gatefault.springboot;

import static io.github.gatefault.springboot.Answered.byUs;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.Outcome;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import io.github.gatefault.suite.wire.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** What Spring and its containers make of an upstream that fails: an answer in which no failure is to be seen. */
class SilentFailuresTest {
    private static final String[] BROKE_OFF = {
        "http_response_incomplete", "connection_terminated", "http_response_transfer_coding"
    };

    private static final byte[] BEGINNING = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);

    private static App gated;
    private static App bare;

    @BeforeAll
    static void start() throws Exception {
        gated = App.start(Shop.class);
        bare = App.start(Shop.class, App.WITHOUT_THE_FILTER);
    }

    @AfterAll
    static void stop() throws Exception {
        gated.close();
        bare.close();
    }

    @BeforeEach
    void forget() {
        gated.forget();
    }

    @Configuration
    @EnableAutoConfiguration
    @RestController
    static class Shop {
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final FaultUpstream upstream;

        Shop(FaultUpstream upstream) {
            this.upstream = upstream;
        }

        private HttpRequest to(String fault) {
            return HttpRequest.newBuilder(upstream.uri(Fault.ofPath(fault))).build();
        }

        @GetMapping("/jdk/{fault}")
        String jdk(@PathVariable String fault) throws IOException, InterruptedException {
            return client.send(to(fault), BodyHandlers.ofString()).body();
        }

        @GetMapping("/rest/{fault}")
        String rest(@PathVariable String fault) {
            return String.valueOf(RestClient.create()
                    .get()
                    .uri(upstream.uri(Fault.ofPath(fault)))
                    .retrieve()
                    .body(String.class));
        }

        @GetMapping("/download/{fault}")
        ResponseEntity<StreamingResponseBody> download(@PathVariable String fault)
                throws IOException, InterruptedException {
            InputStream body = client.send(to(fault), BodyHandlers.ofInputStream()).body();
            return ResponseEntity.ok().header("Content-Type", "text/plain").body(out -> {
                try (body) {
                    body.transferTo(out);
                }
            });
        }

        @GetMapping("/late")
        StreamingResponseBody late() {
            return out -> {
                out.write(BEGINNING);
                out.flush();
                rest("refused");
            };
        }
    }

    /** Spring takes the end of the upstream's connection for the end of the visitor's, to which nothing is to be said. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"EMPTY", "TRUNCATED_SMALL", "TRUNCATED_CHUNKED_SMALL"})
    void upstreamThatHangsUp_isAnEmpty200WithoutTheFilter(Fault fault) throws Exception {
        Answer silent = bare.get("/jdk/" + fault.path());
        assertThat(silent.status()).as("%s", silent).isEqualTo(200);
        assertThat(silent.isComplete()).isTrue();
        assertThat(silent.body()).isEmpty();

        byUs(gated.get("/jdk/" + fault.path()), 502, BROKE_OFF);
        assertThat(gated.incidents()).hasSize(1);
    }

    /** Nothing in it tells a visitor that the end is missing; on Tomcat, Boot's own JSON follows where an exception came out. */
    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"TRUNCATED", "TRUNCATED_CHUNKED"})
    void downloadThatBreaksOff_looksCompleteWithoutTheFilter(Fault fault) throws Exception {
        Answer silent = bare.get("/download/" + fault.path());
        assertThat(silent.status()).as("%s", silent).isEqualTo(200);
        assertThat(silent.isComplete()).as("%s", silent).isTrue();

        Answer answer = gated.get("/download/" + fault.path());
        assertThat(answer.isCutOff()).as("%s", answer).isTrue();
        assertThat(answer.body().length).isLessThanOrEqualTo(FaultUpstream.DELIVERED);
        assertThat(answer.text()).doesNotContain("timestamp");
        assertThat(gated.incidents()).singleElement().extracting(Incident::outcome).isEqualTo(Outcome.AFTER_COMMIT);
    }

    /** Tomcat adds Boot's error JSON to what the visitor has already, as if it were part of the file. */
    @Test
    void exceptionInADownload_isNeverAppendedToIt() throws Exception {
        Answer silent = bare.get("/late");
        if (App.isOnTomcat()) {
            assertThat(silent.text()).contains("\"timestamp\":").contains("\"status\":200");
        }

        Answer answer = gated.get("/late");
        assertThat(answer.isCutOff()).as("%s", answer).isTrue();
        assertThat(answer.body()).hasSizeLessThanOrEqualTo(BEGINNING.length);
        assertThat(answer.text()).doesNotContain("timestamp");
        assertThat(gated.incidents()).singleElement().extracting(Incident::outcome).isEqualTo(Outcome.AFTER_COMMIT);
    }

    /** Boot's error JSON is not what they accept, so they get nothing. */
    @ParameterizedTest
    @CsvSource({
        "text/event-stream, application/problem+json",
        "image/png, application/problem+json",
        "application/xml, application/xml;charset=utf-8",
        "text/plain, text/plain;charset=utf-8"
    })
    void clientOfAnotherFormat_getsAnEmpty500WithoutTheFilter(String accept, String type) throws Exception {
        Answer silent = bare.get("/rest/refused", "Accept", accept);
        assertThat(silent.status()).as("%s", silent).isEqualTo(500);
        assertThat(silent.body()).isEmpty();

        Answer answer = gated.get("/rest/refused", "Accept", accept);
        byUs(answer, 502, "connection_refused");
        assertThat(answer.header("Content-Type")).hasValue(type);
        assertThat(answer.body()).isNotEmpty();
    }

    /** With Jetty's client on Jetty's server, what is wrong with the upstream's HTTP is told of the visitor's. */
    @Test
    void upstreamThatSpeaksNoHttp_isNeverTheVisitorsFault() throws Exception {
        Answer silent = bare.get("/rest/garbage");
        assertThat(silent.status()).as("%s", silent).isEqualTo(App.isOnJetty() ? 505 : 500);

        byUs(gated.get("/rest/garbage"), 502, "http_protocol_error");
        assertThat(gated.incidents()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/jdk/", "/rest/", "/download/"})
    void healthyAnswers_areTheSame(String path) throws Exception {
        for (Fault fault : new Fault[] {Fault.OK, Fault.CHUNKED, Fault.BIG}) {
            Answer without = bare.get(path + fault.path());
            Answer with = gated.get(path + fault.path());
            assertThat(with.status()).isEqualTo(without.status()).isEqualTo(200);
            assertThat(with.isComplete() && without.isComplete()).isTrue();
            assertThat(with.body()).isEqualTo(without.body());
        }
        assertThat(gated.incidents()).isEmpty();
    }

    /** An answer without a body is what this application wants to say. */
    @Test
    void bodyThatIsEmptyOnPurpose_passes() throws Exception {
        Answer answer = gated.get("/jdk/no-content");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(gated.incidents()).isEmpty();
    }
}
