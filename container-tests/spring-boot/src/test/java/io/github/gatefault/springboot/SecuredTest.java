package io.github.gatefault.springboot;

import static io.github.gatefault.springboot.Answered.byUs;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import io.github.gatefault.suite.wire.Answer;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Spring Security takes error pages for pages that nobody may see, and an identity provider that is down for a bad token. */
class SecuredTest {
    private static App gated;
    private static App bare;

    @BeforeAll
    static void start() throws Exception {
        gated = App.start(Shop.class, App.WITH_SECURITY);
        bare = App.start(Shop.class, App.WITH_SECURITY, App.WITHOUT_THE_FILTER);
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
        private final FaultUpstream upstream;

        Shop(FaultUpstream upstream) {
            this.upstream = upstream;
        }

        @Bean
        @Order(1)
        SecurityFilterChain tokens(HttpSecurity http) throws Exception {
            String provider = upstream.uri(Fault.REFUSED).toString();
            return http.securityMatcher("/api/**")
                    .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                    .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(
                            NimbusJwtDecoder.withJwkSetUri(provider).build())))
                    .build();
        }

        @Bean
        @Order(1)
        SecurityFilterChain discovered(HttpSecurity http) throws Exception {
            String provider = upstream.uri(Fault.REFUSED).toString();
            return http.securityMatcher("/discovered/**")
                    .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                    .oauth2ResourceServer(server -> server.jwt(jwt ->
                            jwt.decoder(new SupplierJwtDecoder(() -> JwtDecoders.fromIssuerLocation(provider)))))
                    .build();
        }

        @Bean
        @Order(1)
        SecurityFilterChain opaque(HttpSecurity http) throws Exception {
            String provider = upstream.uri(Fault.REFUSED).toString();
            return http.securityMatcher("/opaque/**")
                    .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                    .oauth2ResourceServer(server -> server.opaqueToken(token ->
                            token.introspectionUri(provider).introspectionClientCredentials("shop", "secret")))
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain shop(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(rules -> rules.requestMatchers("/public/**")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .formLogin(Customizer.withDefaults())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }

        @GetMapping("/public/orders")
        String orders() {
            return String.valueOf(RestClient.create()
                    .get()
                    .uri(upstream.uri(Fault.REFUSED))
                    .retrieve()
                    .body(String.class));
        }

        @GetMapping("/public/declared")
        void declared(HttpServletResponse response) throws IOException {
            response.sendError(502);
        }

        @GetMapping("/public/fine")
        String fine() {
            return "fine";
        }

        @GetMapping("/api/orders")
        String protectedOrders() {
            return "orders";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/public/orders", "/public/declared"})
    void failureOfAPublicPage_isALoginWithoutTheFilter(String path) throws Exception {
        Answer browser = bare.get(path, "Accept", "text/html");
        assertThat(browser.status()).as("%s", browser).isEqualTo(302);
        assertThat(browser.header("Location")).hasValueSatisfying(to -> assertThat(to).contains("/login"));
        assertThat(bare.get(path, "Accept", "application/json", "X-Requested-With", "XMLHttpRequest").status()).isEqualTo(401);

        Answer answer = gated.get(path, "Accept", "text/html");
        assertThat(answer.status()).as("%s", answer).isEqualTo(502);
        assertThat(answer.header("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(gated.get(path, "Accept", "application/json").status()).isEqualTo(502);
        assertThat(gated.incidents()).hasSize(2);
    }

    /** Keys, discovery and introspection. On 401, clients throw the token away, and their users have to log in again. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/orders", "/discovered/orders", "/opaque/orders"})
    void identityProviderThatIsDown_isABadTokenWithoutTheFilter(String path) throws Exception {
        Answer silent = bare.get(path, "Authorization", "Bearer " + token());
        assertThat(silent.status()).as("%s", silent).isEqualTo(401);
        assertThat(silent.header("WWW-Authenticate")).isPresent();

        Answer answer = gated.get(path, "Authorization", "Bearer " + token());
        byUs(answer, 502, "connection_refused");
        assertThat(answer.header("WWW-Authenticate")).isEmpty();
        assertThat(gated.incidents()).hasSize(1);
    }

    /** What protects the application's pages protects ours. */
    @Test
    void headersOfSecurity_areOnOurAnswer() throws Exception {
        Answer answer = gated.get("/public/orders");
        assertThat(answer.header("X-Frame-Options")).as("%s", answer).hasValue("DENY");
        assertThat(answer.headers("X-Content-Type-Options")).containsExactly("nosniff");
    }

    @Test
    void accessThatIsDenied_isSecuritysBusiness() throws Exception {
        assertThat(gated.get("/api/orders").status()).isEqualTo(401);
        assertThat(gated.get("/api/orders", "Authorization", "Bearer rubbish").status())
                .isEqualTo(401);
        assertThat(gated.get("/private", "Accept", "text/html").status()).isEqualTo(302);
        assertThat(gated.get("/public/fine").text()).isEqualTo("fine");
        assertThat(gated.incidents()).isEmpty();
    }

    /** A token whose signature is to be checked with a key that is not known yet. */
    private static String token() {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"RS256\",\"kid\":\"one\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                + "."
                + base64.encodeToString("{\"sub\":\"visitor\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                + "."
                + base64.encodeToString(new byte[256]);
    }
}
