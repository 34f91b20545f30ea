package io.github.gatefault.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.LanguageResolver;
import io.github.gatefault.filter.classify.Cause;
import io.github.gatefault.filter.classify.FailureClassifier;
import io.github.gatefault.filter.incident.IncidentListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;
import org.springframework.web.server.ResponseStatusException;

/** Applications of many kinds, each with an upstream that is not there. */
class ApplicationsTest {
    private static final String WITHOUT_SECURITY =
            "spring.autoconfigure.exclude=org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration,"
                    + "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration,"
                    + "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration";

    /** All that the others have in common. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Pages.class)
    static class Shop {}

    @Controller
    static class Pages {
        private final RestClient orders = RestClient.create(Running.nobody().toString());

        @GetMapping({"/orders", "/api/orders", "/health/orders"})
        @ResponseBody
        String orders() {
            return String.valueOf(orders.get().uri("/").retrieve().body(String.class));
        }

        @GetMapping("/forwarded")
        String forwarded() {
            return "forward:/declared";
        }

        @GetMapping("/declared")
        void declared(HttpServletResponse response) throws IOException {
            response.sendError(502);
        }

        @GetMapping("/gone")
        String gone() {
            throw new ResponseStatusException(HttpStatus.GONE, "sold out");
        }

        @GetMapping("/bug")
        String bug() {
            throw new IllegalStateException("a bug of the shop's");
        }
    }

    /** Whoever knows the name of the header only at run time. */
    @Configuration(proxyBeanMethods = false)
    static class HeaderByCode extends Shop {
        @Bean
        GatefaultCustomizer header() {
            return builder -> builder.correlationHeader("X-Shop-Id");
        }
    }

    @Test
    void customizer_countsWhereNoPropertySaysOtherwise() throws Exception {
        try (Running application = Running.application(HeaderByCode.class, WITHOUT_SECURITY)) {
            assertThat(application.get("/orders").headers().map()).containsKey("X-Shop-Id");
        }
        try (Running application =
                Running.application(HeaderByCode.class, WITHOUT_SECURITY, "gatefault.correlation-header=X-Trace-Id")) {
            assertThat(application.get("/orders").headers().map()).containsKey("X-Trace-Id");
        }
    }

    @Test
    void whatTheFirstFailureNeeds_isMadeReady_beside_anApplicationThatHasStarted() throws Exception {
        Path events = Files.createTempFile("threads", ".jfr");
        try (Recording threads = new Recording()) {
            threads.enable("jdk.ThreadStart");
            threads.start();
            Running.application(Shop.class, WITHOUT_SECURITY).close();
            threads.dump(events);
        }

        assertThat(RecordingFile.readAllEvents(events))
                .extracting(event -> event.getThread().getJavaName())
                .containsOnlyOnce("gatefault-warm-up");
        Files.delete(events);
    }

    @Test
    void applicationWithActuator_answersForItsUpstreams_andLeavesTheActuatorAlone() throws Exception {
        try (Running shop = Running.application(
                Shop.class,
                WITHOUT_SECURITY,
                "management.endpoint.health.status.order=fatal",
                "management.endpoints.web.exposure.include=*")) {
            assertThat(shop.get("/orders").statusCode()).isEqualTo(502);
            HttpResponse<String> health = shop.get("/actuator/health");

            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.headers().map()).doesNotContainKey("X-Correlation-Id");
            assertThat(shop.get("/actuator/configprops").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void actuatorOnItsOwnPort_hasNoFilter_andTheApplicationsPortIsAllOurs() throws Exception {
        try (Running shop = Running.application(Shop.class, WITHOUT_SECURITY, "management.server.port=0")) {
            HttpResponse<String> health = shop.getAt("local.management.port", "/actuator/health");

            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.headers().map()).doesNotContainKey("X-Correlation-Id");
            assertThat(shop.get("/orders").statusCode()).isEqualTo(502);
            assertThat(shop.get("/actuator/health").headers().map()).containsKey("X-Correlation-Id");
        }
    }

    @Test
    void applicationWithSecurity_isAnsweredFor_withTheHeadersOfSecurity() throws Exception {
        try (Running shop = Running.application(Guarded.class)) {
            HttpResponse<String> answer = shop.get("/orders", "Accept", "text/html");

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("connection_refused");
            assertThat(answer.headers().map()).containsKeys("X-Frame-Options", "X-Correlation-Id");
            assertThat(shop.get("/private").statusCode()).isEqualTo(403);
        }
    }

    /** Whoever is not known may see the orders, and nothing else: not even error pages. */
    @Configuration(proxyBeanMethods = false)
    @Import(Shop.class)
    static class Guarded {
        @Bean
        SecurityFilterChain rules(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/orders")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .build();
        }
    }

    @Test
    void forwardedRequest_isAnsweredFor() throws Exception {
        try (Running shop = Running.application(Shop.class, WITHOUT_SECURITY)) {
            HttpResponse<String> answer = shop.get("/forwarded");

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
    }

    @Test
    void applicationWithAnErrorControllerOfItsOwn_keepsIt_forAllThatIsNoUpstreamsFailure() throws Exception {
        try (Running shop = Running.application(WithOwnErrors.class, WITHOUT_SECURITY)) {
            assertThat(shop.get("/bug").body()).isEqualTo("own words for 500");
            assertThat(shop.get("/nowhere").body()).isEqualTo("own words for 404");
            assertThat(shop.get("/orders").body()).contains("\"cause\":\"connection_refused\"");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import({Shop.class, OwnErrors.class})
    static class WithOwnErrors {}

    @RestController
    static class OwnErrors implements ErrorController {
        @RequestMapping("/error")
        String words(HttpServletRequest request) {
            return "own words for " + request.getAttribute("jakarta.servlet.error.status_code");
        }
    }

    @Test
    void applicationWithProblemDetails_keepsThem_forAllThatIsNoUpstreamsFailure() throws Exception {
        try (Running shop =
                Running.application(Shop.class, WITHOUT_SECURITY, "spring.mvc.problemdetails.enabled=true")) {
            HttpResponse<String> gone = shop.get("/gone");

            assertThat(gone.statusCode()).isEqualTo(410);
            assertThat(gone.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(gone.body()).contains("\"detail\":\"sold out\"");
            assertThat(shop.get("/orders").body()).contains("\"cause\":\"connection_refused\"");
        }
    }

    @Test
    void paths_canBeLeftOut() throws Exception {
        try (Running shop = Running.application(
                Shop.class,
                WITHOUT_SECURITY,
                "gatefault.include-paths=/api/*,/health/*",
                "gatefault.exclude-paths=/health/*")) {
            assertThat(shop.get("/api/orders").statusCode()).isEqualTo(502);
            assertThat(shop.get("/orders").statusCode()).isEqualTo(500);
            assertThat(shop.get("/health/orders").statusCode()).isEqualTo(500);
        }
    }

    @Test
    void brandsAndTemplates_comeFromPropertiesAndTheClassPath() throws Exception {
        try (Running shop = Running.application(
                Shop.class,
                WITHOUT_SECURITY,
                "gatefault.brand-name=Lantern Books",
                "gatefault.brand.shop.hosts=127.0.0.1",
                "gatefault.brand.shop.name=The Annex",
                "gatefault.templates=classpath:/annex-pages/")) {
            String page = shop.get("/orders", "Accept", "text/html").body();

            assertThat(page).contains("Lantern Books").contains("Books by lamplight since 1911");
        }
    }

    @Test
    void templatesThatAreWorkedOn_haveAPreview() throws Exception {
        try (Running shop = Running.application(Shop.class, WITHOUT_SECURITY, "gatefault.development=true")) {
            HttpResponse<String> preview = shop.get("/gatefault/preview", "Accept", "text/html");

            assertThat(preview.statusCode()).isEqualTo(200);
            assertThat(preview.body()).contains("/gatefault/preview/answer");
        }
    }

    @Test
    void beans_areAsked_inTheirOrder() throws Exception {
        try (Running shop = Running.application(WithBeans.class, WITHOUT_SECURITY)) {
            HttpResponse<String> page = shop.get("/orders", "Accept", "text/html", "Accept-Language", "fr");

            assertThat(page.statusCode()).isEqualTo(503);
            assertThat(page.headers().firstValue("Content-Language")).hasValue("de");
            assertThat(WithBeans.heard).extracting(Incident::cause).containsOnly(CauseType.CONNECTION_LIMIT_REACHED);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Shop.class)
    static class WithBeans {
        static final Queue<Incident> heard = new ConcurrentLinkedQueue<>();

        @Bean
        IncidentListener listener() {
            return heard::add;
        }

        @Bean
        FailureClassifier classifier() {
            return failure -> Cause.of(CauseType.CONNECTION_LIMIT_REACHED, null, "the shop's own word");
        }

        @Bean
        LanguageResolver languages() {
            return request -> Locale.GERMAN;
        }
    }

    @Test
    void applicationOfAnotherContextPath_andServletPath_leavesItsActuatorAloneToo() throws Exception {
        try (Running shop = Running.application(
                Shop.class, WITHOUT_SECURITY, "server.servlet.context-path=/shop", "spring.mvc.servlet.path=/app")) {
            assertThat(shop.get("/shop/app/orders").statusCode()).isEqualTo(502);
            HttpResponse<String> health = shop.get("/shop/app/actuator/health");

            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.headers().map()).doesNotContainKey("X-Correlation-Id");
        }
    }

    @Test
    void filter_isRegisteredOnce() throws Exception {
        try (Running shop = Running.application(Shop.class, WITHOUT_SECURITY)) {
            Map<String, ?> registrations =
                    shop.context().getBean(jakarta.servlet.ServletContext.class).getFilterRegistrations();

            assertThat(registrations.values().stream()
                            .map(registration -> ((jakarta.servlet.FilterRegistration) registration).getClassName())
                            .filter(BadGatewayFilter.class.getName()::equals))
                    .isEqualTo(List.of(BadGatewayFilter.class.getName()));
        }
    }
}
