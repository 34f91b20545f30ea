package io.github.gatefault.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.harness.WebApp;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Spring's dispatcher takes the end of an upstream for the end of its visitor, and ends the answer politely. */
class SpringTest {
    private static final String[] BROKE_OFF = {
        "http_response_incomplete", "connection_terminated", "http_response_transfer_coding"
    };

    @RegisterExtension
    static final Site site =
            Site.of(upstream -> List.of(relaying(Apps.gated(), upstream), relaying(Apps.bare(), upstream)));

    private static WebApp relaying(WebApp app, FaultUpstream upstream) {
        return app.servlet("/spring/*", () -> dispatcher(new Relay(upstream)), Map.of())
                .servlet("/handled/*", () -> dispatcher(new HandlingRelay(upstream)), Map.of());
    }

    private static Servlet dispatcher(Relay controller) {
        AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
        context.register(Settings.class);
        context.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("relay", controller));
        return new DispatcherServlet(context);
    }

    /** What Spring MVC is by itself. */
    @EnableWebMvc
    static class Settings {}

    /** Copies an answer of the upstream's, and lets out what fails. */
    @Controller
    static class Relay {
        private static final HttpClient CLIENT =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final FaultUpstream upstream;

        Relay(FaultUpstream upstream) {
            this.upstream = upstream;
        }

        /** Returns by what the upstream remembers this request. */
        String exchange(HttpServletRequest request) {
            return request.getHeader(FaultUpstream.EXCHANGE);
        }

        /** Relays without a view. */
        @RequestMapping("/{fault}")
        void relay(HttpServletRequest request, HttpServletResponse response) throws IOException, InterruptedException {
            HttpRequest outgoing = HttpRequest.newBuilder(upstream.uri(Fault.ofPath(request.getRequestURI())))
                    .timeout(Duration.ofSeconds(3))
                    .header(FaultUpstream.EXCHANGE, exchange(request))
                    .build();
            HttpResponse<InputStream> answer = CLIENT.send(outgoing, BodyHandlers.ofInputStream());
            response.setStatus(answer.statusCode());
            answer.headers().firstValue("Content-Type").ifPresent(response::setContentType);
            answer.headers().firstValueAsLong("Content-Length").ifPresent(response::setContentLengthLong);
            try (InputStream body = answer.body()) {
                body.transferTo(response.getOutputStream());
            }
        }
    }

    /** As {@link Relay}, with an answer of its own to what fails. */
    @Controller
    static class HandlingRelay extends Relay {
        HandlingRelay(FaultUpstream upstream) {
            super(upstream);
        }

        /** Not at all: an answer of the app's own is whole, though the upstream's is not. */
        @Override
        String exchange(HttpServletRequest request) {
            return "";
        }

        /** Answers what failed. */
        @ExceptionHandler
        ResponseEntity<byte[]> failed(IOException failure) {
            return ResponseEntity.status(200)
                    .header("X-Own", failure.getClass().getSimpleName())
                    .body("the last known state".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private static String at(Fault fault) {
        return "/spring/" + fault.path();
    }

    /** The other facts here would mean nothing if Spring let these exceptions out. */
    @Test
    void withoutTheFilter_springSwallowsTheFailure() throws Exception {
        Exchange bare = site.get(Apps.BARE + at(Fault.TRUNCATED_CHUNKED_SMALL));
        assertThat(bare.answer().status()).as("%s", bare).isEqualTo(200);
        assertThat(bare.answer().isComplete()).as("%s", bare).isTrue();
        assertThat(bare.answer().body()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"TRUNCATED_SMALL", "TRUNCATED_CHUNKED_SMALL"})
    void smallAnswerThatBreaksOff_isReplaced(Fault fault) throws Exception {
        Facts.answeredByUs(site.get(Apps.GATED + at(fault)), 502, BROKE_OFF);
        assertThat(site.incidents()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"TRUNCATED", "RESET_BODY", "TRUNCATED_CHUNKED", "BAD_CHUNK"})
    void largeAnswerThatBreaksOff_isCutOff(Fault fault) throws Exception {
        Facts.cutOffAfterCommit(site, site.get(Apps.GATED + at(fault)), BROKE_OFF);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"REFUSED", "EMPTY", "HALF_HEADER"})
    void answerThatDoesNotBegin_isReplaced(Fault fault) throws Exception {
        Facts.answeredByUs(
                site.get(Apps.GATED + at(fault)),
                502,
                "connection_refused",
                "connection_terminated",
                "http_response_incomplete");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "empty", "truncated-chunked-small"})
    void answerOfAnExceptionHandler_isTheApps(String fault) throws Exception {
        Exchange exchange = site.get(Apps.GATED + "/handled/" + fault);
        assertThat(exchange.answer().text()).as("%s", exchange).isEqualTo("the last known state");
        assertThat(exchange.answer().header("X-Own")).isPresent();
        Facts.noIncident(site);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"OK", "BIG", "CHUNKED", "NO_CONTENT", "NOT_FOUND", "ERROR_500", "STATUS_503_JSON"})
    void wholeAnswer_isTheSame(Fault fault) throws Exception {
        for (String path : List.of("/spring/", "/handled/")) {
            Exchange gated = site.get(Apps.GATED + path + fault.path());
            WithoutTheFilter.isTheSame(gated, site.get(Apps.BARE + path + fault.path()));
        }
        Facts.noIncident(site);
    }

    @Test
    void emptyErrorStatus_isReplaced() throws Exception {
        Facts.answeredByUs(site.get(Apps.GATED + at(Fault.STATUS_503_EMPTY)), 503, "upstream_error_response");
    }
}
