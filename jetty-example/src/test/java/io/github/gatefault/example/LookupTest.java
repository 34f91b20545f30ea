package io.github.gatefault.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** From the ID that a visitor got to what failed, for those who have the password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookupTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private Gateway gateway = nothing();

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // Until the gateway has been started.
    private static <T> T nothing() {
        return null;
    }

    @BeforeAll
    void start() throws Exception {
        gateway = Gateway.start(0);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        URI uri = gateway.address().resolve(path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> lookUp(String path, String password) throws Exception {
        String user = Base64.getEncoder().encodeToString((Gateway.OPERATOR + ":" + password).getBytes(UTF_8));
        return get(path, "Authorization", "Basic " + user, "Accept", "text/html");
    }

    @Test
    void idOfAnAnswer_leadsToItsCause_inEachApplicationOfTheGateway() throws Exception {
        String id = get("/fault/tls_certificate_error")
                .headers()
                .firstValue("X-Correlation-Id")
                .orElseThrow();

        for (String path : new String[] {"/ops/incidents?id=", "/acme/ops/incidents?id="}) {
            HttpResponse<String> found = lookUp(path + id, gateway.operatorPassword());
            assertThat(found.statusCode()).isEqualTo(200);
            assertThat(found.body())
                    .contains(
                            id,
                            "tls_certificate_error",
                            "/fault/tls_certificate_error",
                            "openssl s_client -connect localhost:");
        }
    }

    @Test
    void whoeverHasNotThePassword_isAskedForIt() throws Exception {
        HttpResponse<String> asked = get("/ops/incidents");
        assertThat(asked.statusCode()).isEqualTo(401);
        assertThat(asked.headers().firstValue("WWW-Authenticate").orElseThrow())
                .startsWith("Basic realm=\"operations\"");
        assertThat(lookUp("/ops/incidents", "operator").statusCode()).isEqualTo(401);
    }
}
