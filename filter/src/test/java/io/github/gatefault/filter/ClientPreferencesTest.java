package io.github.gatefault.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.testing.TestServer;
import io.github.gatefault.pages.Notice;
import io.github.gatefault.pages.NoticeBoard;
import io.github.gatefault.pages.brand.Brand;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What one visitor gets and another does not: by host, by language, and at the pages of the filter's own. */
class ClientPreferencesTest {
    @RegisterExtension
    final TestServer server = new TestServer();

    @RegisterExtension
    final TestServer shop = new TestServer("/shop");

    private void start(BadGatewayFilter.Builder settings) throws Exception {
        start(server, settings);
    }

    private static void start(TestServer server, BadGatewayFilter.Builder settings) throws Exception {
        server.with(settings.build())
                .serving("/*", (request, response) -> {
                    if (request.getRequestURI().contains("/down")) {
                        throw new ConnectException("Connection refused");
                    }
                    response.getWriter().print("the application's");
                })
                .start();
    }

    private HttpRequest.Builder to(String path) {
        return server.request(path).header("Accept", "text/html");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return server.send(request);
    }

    @Test
    void host_choosesTheBrand() throws Exception {
        start(BadGatewayFilter.builder().brandName("Acme").brand(Brand.named("The Shop"), "localhost", "*.localhost"));
        int port = server.port();
        assertThat(send(to("http://localhost:" + port + "/down")).body()).contains(" – The Shop</title>");
        assertThat(send(to("http://127.0.0.1:" + port + "/down")).body()).contains(" – Acme</title>");
    }

    @Test
    void notice_isOnThePageAndInRetryAfter() throws Exception {
        start(BadGatewayFilter.builder().brandName("Acme"));
        NoticeBoard notices = (NoticeBoard) server.context().getAttribute(BadGatewayFilter.NOTICES);
        notices.post(new Notice("We are moving.", Locale.ENGLISH, Instant.now().plus(Duration.ofHours(2))));
        HttpResponse<String> answer = send(to("/down"));
        assertThat(answer.body()).contains("We are moving.");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(7100L, 7200L);
        notices.clear();
        assertThat(send(to("/down")).headers().firstValue("Retry-After")).contains("10");
    }

    @ParameterizedTest
    @CsvSource({
        "lang=fr,fr",
        "lang=zh_CN,zh-Hans",
        "other=fr,de",
        "lang=tlh,de",
        "lang=,de",
        "lang=\"><script>,de",
        "lang=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,de"
    })
    void cookie_countsForMoreThanTheBrowser(String cookie, String language) throws Exception {
        start(BadGatewayFilter.builder().languageCookie("lang"));
        assertThat(send(to("/down").header("Accept-Language", "de").header("Cookie", cookie))
                        .headers()
                        .firstValue("Content-Language"))
                .contains(language);
    }

    @Test
    void resolver_countsForMoreThanTheCookie() throws Exception {
        start(BadGatewayFilter.builder()
                .languageCookie("lang")
                .languageResolver(
                        request -> request.getHeader("X-Account") == null ? null : Locale.forLanguageTag("es")));
        assertThat(send(to("/down").header("X-Account", "1").header("Cookie", "lang=fr"))
                        .headers()
                        .firstValue("Content-Language"))
                .contains("es");
        assertThat(send(to("/down").header("Cookie", "lang=fr")).headers().firstValue("Content-Language"))
                .contains("fr");
    }

    @Test
    void brokenResolver_costsNothingButAWarning() throws Exception {
        start(BadGatewayFilter.builder().languageResolver(request -> {
            throw new IllegalStateException("no session");
        }));
        HttpResponse<String> answer = send(to("/down").header("Accept-Language", "de"));
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Language")).contains("de");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            sw              | sw
            sw-KE,de;q=0.9  | sw
            de;q=0.5,sw     | sw
            de,sw;q=0.5     | -
            *               | -
            tlh             | -
            x-evil          | -
            """)
    void languageWithoutWords_isTold(String asked, String told) throws Exception {
        IncidentListener listener = mock();
        start(BadGatewayFilter.builder().listeners(listener));
        send(to("/down").header("Accept-Language", asked));
        verify(listener, times(told == null ? 0 : 1)).onMissingLanguage(any());
        if (told != null) {
            verify(listener).onMissingLanguage(told);
        }
    }

    @ParameterizedTest
    @EnumSource
    void type_pointsAtAPage(CauseType cause) throws Exception {
        start(BadGatewayFilter.builder().problemPages(true).brandName("Acme"));
        HttpResponse<String> page = send(to("/problems/" + cause.token()).header("Accept-Language", "de"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Language")).contains("de");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.body())
                .contains(
                        "<code dir=\"ltr\">" + cause.token() + "</code>", "Was der Betreiber prüft", " – Acme</title>");
    }

    @Test
    void type_isExplainedToProgramsToo() throws Exception {
        start(BadGatewayFilter.builder().problemPages(true));
        HttpResponse<String> json =
                send(to("/problems/http_response_timeout").setHeader("Accept", "application/problem+json"));
        assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json.body())
                .startsWith(
                        "{\"type\":\"/problems/http_response_timeout\",\"title\":\"The upstream did not answer in time\",")
                .contains("\"caller\":[\"The request reached", "\"operator\":[\"How busy is the upstream");
        assertThat(send(to("/problems/http_response_timeout").setHeader("Accept", "application/xml"))
                        .body())
                .contains("<operator><i>How busy");
        assertThat(send(to("/problems/http_response_timeout").setHeader("Accept", "text/plain"))
                        .body())
                .contains("\nretry_after: 30\n", "\noperator: How busy");
        assertThat(send(to("/problems/")).body()).contains("<a href=\"tls_alert_received\">");
    }

    @Test
    void head_hasTheHeadersAlone() throws Exception {
        start(BadGatewayFilter.builder().problemPages(true));
        HttpResponse<String> page = send(to("/problems/dns_error").method("HEAD", BodyPublishers.noBody()));
        assertThat(page.headers().firstValueAsLong("Content-Length").orElse(0)).isGreaterThan(513);
        assertThat(page.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/problems",
                "/problems/nonsense",
                "/problems/incidents/0192f3c47b1a7c33a5d8e1f2a3b4c5d6",
                "/problems/connection_refused/",
                "/problems/%63onnection_refused",
                "/other/problems/connection_refused"
            })
    void otherPaths_areTheApplications(String path) throws Exception {
        start(BadGatewayFilter.builder().problemPages(true));
        assertThat(send(to(path)).body()).isEqualTo("the application's");
    }

    @Test
    void type_isTheApplicationsUnlessAskedFor() throws Exception {
        start(BadGatewayFilter.builder());
        assertThat(send(to("/problems/connection_refused")).body()).isEqualTo("the application's");
    }

    @Test
    void post_isTheApplications() throws Exception {
        start(BadGatewayFilter.builder().problemPages(true));
        assertThat(send(to("/problems/connection_refused").POST(BodyPublishers.noBody()))
                        .body())
                .isEqualTo("the application's");
    }

    @Test
    void problemBaseOfAnotherSite_countsByItsPath() throws Exception {
        start(shop, BadGatewayFilter.builder().problemPages(true).problemBase("https://acme.example/shop/errors/"));
        assertThat(shop.get("/shop/errors/dns_error", "Accept", "text/html").body())
                .contains("The upstream’s name could not be resolved");
    }

    @Test
    void problemBaseOutsideOfTheApplication_isRefused() {
        assertThatThrownBy(() -> start(shop, BadGatewayFilter.builder().problemPages(true)))
                .rootCause()
                .hasMessageContaining(
                        "problem-pages \"true\" must be false unless the path of problem-base, \"/problems/\", begins with")
                .hasMessageContaining("/shop/");
    }
}
