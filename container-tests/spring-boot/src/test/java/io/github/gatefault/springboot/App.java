package io.github.gatefault.springboot;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.suite.upstream.FaultUpstream;
import io.github.gatefault.suite.wire.Answer;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Request;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * An application on the container of this run, at a free port. Its beans can have the {@link FaultUpstream}; what is on the
 * class path for some applications only, Spring Security and Spring Cloud Gateway, is off unless it is asked for.
 */
final class App implements AutoCloseable {
    /** The property of an application without the filter. */
    static final String WITHOUT_THE_FILTER = "gatefault.enabled=false";

    /** By the names of Boot 3 and of Boot 4; those that are not there do not count. */
    private static final String SECURITY = String.join(
            ",",
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration");

    private static final String GATEWAY = String.join(
            ",",
            "org.springframework.cloud.gateway.server.mvc.GatewayServerMvcAutoConfiguration",
            "org.springframework.cloud.gateway.server.mvc.filter.FilterAutoConfiguration",
            "org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctionAutoConfiguration",
            "org.springframework.cloud.gateway.server.mvc.handler.GatewayMultipartAutoConfiguration",
            "org.springframework.cloud.gateway.server.mvc.predicate.PredicateAutoConfiguration",
            "org.springframework.cloud.gateway.server.mvc.config.DefaultFunctionConfiguration");

    private static final String EXCLUDE = "spring.autoconfigure.exclude";

    /** The property of an application with Spring Security. */
    static final String WITH_SECURITY = EXCLUDE + "=" + GATEWAY;

    /** The property of an application with Spring Cloud Gateway. */
    static final String WITH_GATEWAY = EXCLUDE + "=" + SECURITY;

    private final FaultUpstream upstream;
    private final Heard heard;
    private final ConfigurableApplicationContext context;

    private App(FaultUpstream upstream, Heard heard, ConfigurableApplicationContext context) {
        this.upstream = upstream;
        this.heard = heard;
        this.context = context;
    }

    /** Returns whether the container of this run is Tomcat. */
    static boolean isOnTomcat() {
        return isThere("org.apache.catalina.startup.Tomcat");
    }

    /** Returns whether the container of this run is Jetty. */
    static boolean isOnJetty() {
        return isThere("org.eclipse.jetty.server.Server");
    }

    private static boolean isThere(String className) {
        return ClassUtils.isPresent(className, App.class.getClassLoader());
    }

    /** Starts an application of this class with these properties, each {@code name=value}. */
    static App start(Class<?> source, String... properties) throws IOException {
        FaultUpstream upstream = new FaultUpstream();
        Heard heard = new Heard();
        SpringApplication application = new SpringApplication(source);
        application.setDefaultProperties(Map.of(
                "server.port",
                "0",
                "spring.main.banner-mode",
                "off",
                EXCLUDE,
                SECURITY + "," + GATEWAY));
        application.addInitializers(starting -> {
            starting.getBeanFactory().registerSingleton("upstream", upstream);
            starting.getBeanFactory().registerSingleton("heard", heard);
        });
        return new App(
                upstream,
                heard,
                application.run(
                        Arrays.stream(properties).map(property -> "--" + property).toArray(String[]::new)));
    }

    /** Returns the port on which it listens. */
    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    /** Returns the application's beans. */
    ConfigurableApplicationContext context() {
        return context;
    }

    /** Returns the upstream that its beans call. */
    FaultUpstream upstream() {
        return upstream;
    }

    /** Asks for a path, with header names and values by turns, and reads the answer to its end. */
    Answer get(String path, String... headers) throws IOException {
        Request request = Request.get(path);
        for (int i = 0; i < headers.length; i += 2) {
            request = request.with(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    /** Sends a request on a connection of its own, and reads the answer to its end. */
    Answer send(Request request) throws IOException {
        try (Connection connection = connect()) {
            return connection.send(request.bytes()).read(request.method());
        }
    }

    /** Connects to it. */
    Connection connect() throws IOException {
        return Connection.to(port());
    }

    /** Returns the incidents since the last {@link #forget}. */
    List<Incident> incidents() {
        return List.copyOf(heard.incidents);
    }

    /** Returns the IDs of the exchanges since the last {@link #forget} whose clients left. */
    List<String> clientsThatLeft() {
        return List.copyOf(heard.clientsThatLeft);
    }

    /** Forgets what has happened so far. */
    void forget() {
        heard.incidents.clear();
        heard.clientsThatLeft.clear();
    }

    @Override
    public void close() throws IOException {
        context.close();
        upstream.close();
    }

    private static final class Heard implements IncidentListener {
        private final Collection<Incident> incidents = new ConcurrentLinkedQueue<>();
        private final Collection<String> clientsThatLeft = new ConcurrentLinkedQueue<>();

        @Override
        public void onIncident(Incident incident) {
            incidents.add(incident);
        }

        @Override
        public void onClientAbort(String correlationId) {
            clientsThatLeft.add(correlationId);
        }
    }
}
