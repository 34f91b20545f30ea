package io.github.gatefault.springclients;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ID goes out with what an application sends while it answers a visitor, and nothing else of what it sends changes. */
class OutgoingIdTest {
    private static final String ID = "X-Correlation-Id";
    private static final Upstream upstream = new Upstream();
    private static final App app = App.start(Shop.class);

    @AfterAll
    static void stop() {
        app.close();
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RestClient", "RestTemplate", "WebClient", "HttpInterface", "Feign"})
    void everyClient_sendsTheId(String client) {
        HttpResponse<String> answer = app.get("/call/" + client + "?to=" + upstream.url());

        assertThat(answer.body()).isEqualTo("well");
        assertThat(upstream.latest().get(ID))
                .containsExactly(answer.headers().firstValue(ID).orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RestClient", "RestTemplate", "WebClient"})
    void idThatTheApplicationSets_isTheOnlyOne(String client) {
        app.get("/own/" + client + "?to=" + upstream.url());

        assertThat(upstream.latest().get(ID)).containsExactly("its-own");
    }

    @Test
    void threadThatKnowsNothing_sendsNoId() {
        assertThat(app.get("/elsewhere?logContext=none&to=" + upstream.url()).body()).isEqualTo("well");

        assertThat(upstream.latest()).doesNotContainKey(ID);
    }

    @Test
    void callForARequestThatIsOver_isMade() {
        app.get("/later?to=" + upstream.url());

        assertThat(app.get("/now").body()).isEqualTo("well");
    }

    @Test
    void threadWithTheLogContext_sendsTheIdInIt() {
        app.get("/elsewhere?logContext=abc-123&to=" + upstream.url());

        assertThat(upstream.latest().get(ID)).containsExactly("abc-123");
    }

    @Test
    void logContextThatWouldBreakOutOfTheHeader_isNotSent() {
        assertThat(app.get("/elsewhere?logContext=abc%0d%0aX-Forged:1&to=" + upstream.url()).body())
                .isEqualTo("well");

        assertThat(upstream.latest()).doesNotContainKeys(ID, "X-Forged");
    }

    @Test
    void nothingElseOfARequest_changes() {
        app.get("/upload?to=" + upstream.url());
        Headers with = upstream.latest();
        try (App without = App.start(Shop.class, "gatefault.send-correlation-id=false")) {
            without.get("/upload?to=" + upstream.url());
        }
        Headers silent = upstream.latest();

        assertThat(silent).doesNotContainKey(ID);
        assertThat(with).containsEntry("Transfer-encoding", List.of("chunked"));
        assertThat(withoutId(with)).isEqualTo(withoutId(silent));
    }

    private static Headers withoutId(Headers headers) {
        Headers others = new Headers();
        others.putAll(headers);
        others.remove(ID);
        return others;
    }
}
