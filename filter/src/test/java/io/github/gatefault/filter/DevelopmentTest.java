package io.github.gatefault.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.filter.testing.TestServer;
import io.github.gatefault.pages.brand.Brand;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopmentTest {
    @RegisterExtension
    final TestServer server = new TestServer("/shop");

    @TempDir
    private Path templates;

    private void start(BadGatewayFilter.Builder settings) throws Exception {
        server.with(settings.build())
                .serving("/*", (request, response) -> {
                    if (request.getRequestURI().endsWith("/down")) {
                        throw new ConnectException("Connection refused");
                    }
                    response.getWriter().print("the application's");
                })
                .start();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return server.get("/shop" + path, "Accept", "text/html", "Accept-Language", "en");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(templates.resolve(name), text);
    }

    private BadGatewayFilter.Builder settings() {
        return BadGatewayFilter.builder().templates(templates.toString());
    }

    @Test
    void changedFile_isReadAtOnce() throws Exception {
        write("page.mustache", "first {{id}}");
        start(settings().development(true));
        assertThat(get("/down").body()).startsWith("first ");
        write("page.mustache", "second {{id}}");
        assertThat(get("/down").body()).startsWith("second ");
        write("connection_refused.mustache", "new {{headline}}");
        assertThat(get("/down").body()).isEqualTo("new We can’t reach the service right now");
        write("messages_en.properties", "headline.backend_down=Our kitchen is closed");
        assertThat(get("/down").body()).isEqualTo("new Our kitchen is closed");
        Files.delete(templates.resolve("connection_refused.mustache"));
        assertThat(get("/down").body()).startsWith("second ");
    }

    @Test
    void brokenFile_changesNoAnswerAndIsShownInThePreview() throws Exception {
        write("page.mustache", "whole {{id}}");
        start(settings().development(true));
        write("page.mustache", "one\n{{#two}}");
        assertThat(get("/down").body()).startsWith("whole ");
        assertThat(get("/gatefault/preview").body()).contains("page.mustache:2");
        write("page.mustache", "repaired {{id}}");
        assertThat(get("/down").body()).startsWith("repaired ");
        assertThat(get("/gatefault/preview").body()).doesNotContain("page.mustache:2");
    }

    @Test
    void changedFile_isNotReadOtherwise() throws Exception {
        write("page.mustache", "first {{id}}");
        start(settings());
        write("page.mustache", "second {{id}}");
        assertThat(get("/down").body()).startsWith("first ");
    }

    @Test
    void preview_showsEachCauseAndOpensItsAnswer() throws Exception {
        start(settings().development(true).brandName("Acme").brand(Brand.named("The Shop"), "*.shop.example"));
        HttpResponse<String> overview = get("/gatefault/preview");
        assertThat(overview.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-src 'self'", "form-action 'self'", "default-src 'none'");
        assertThat(overview.body())
                .contains("<option>The Shop</option>")
                .containsPattern("<iframe src=\"/shop/gatefault/preview/answer\\?cause&#61;tls_certificate_error&amp;");
        HttpResponse<String> answer =
                get("/gatefault/preview/answer?cause=http_response_timeout&lang=de&brand=The+Shop");
        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.headers().firstValue("Proxy-Status")).contains("gatefault; error=http_response_timeout");
        assertThat(answer.body()).contains("<title>Der Dienst braucht zu lange – The Shop</title>");
        assertThat(get("/gatefault/preview/answer?format=problem_json&method=POST")
                        .headers()
                        .firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/gatefault/preview", "/gatefault/preview/answer", "/gatefault/preview/answer?cause=dns_error"})
    void preview_isTheApplicationsOtherwise(String path) throws Exception {
        start(settings().problemPages(true).problemBase("/shop/problems/"));
        assertThat(get(path).body()).isEqualTo("the application's");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/gatefault", "/gatefault/", "/gatefault/preview/", "/gatefault/preview/other"})
    void otherPaths_areTheApplicationsInDevelopmentToo(String path) throws Exception {
        start(settings().development(true));
        assertThat(get(path).body()).isEqualTo("the application's");
    }
}
