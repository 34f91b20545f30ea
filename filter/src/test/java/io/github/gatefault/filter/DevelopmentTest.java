package io.github.gatefault.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.pages.brand.Brand;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopmentTest {
    private final Server server = new Server();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path templates;

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private void start(BadGatewayFilter.Builder settings) throws Exception {
        server.addConnector(new ServerConnector(server));
        ServletContextHandler context = new ServletContextHandler("/shop");
        FilterHolder holder = new FilterHolder(settings.build());
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(
                new ServletHolder(new HttpServlet() {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected void service(HttpServletRequest request, HttpServletResponse response)
                            throws IOException {
                        if (request.getRequestURI().endsWith("/down")) {
                            throw new ConnectException("Connection refused");
                        }
                        response.getWriter().print("the application's");
                    }
                }),
                "/*");
        server.setHandler(context);
        server.start();
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = server.getURI().resolve("/shop" + path);
        return client.send(
                HttpRequest.newBuilder(uri)
                        .header("Accept", "text/html")
                        .header("Accept-Language", "en")
                        .build(),
                BodyHandlers.ofString());
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
