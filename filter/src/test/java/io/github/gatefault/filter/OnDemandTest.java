package io.github.gatefault.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.incident.IncidentStore;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A filter that starts when it is needed, in a container over sockets. */
class OnDemandTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ServletContextHandler context = new ServletContextHandler();
    private final Logger logger = (Logger) LoggerFactory.getLogger(BadGatewayFilter.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    /** Tells what it hears of. */
    private final IncidentListener listener = new IncidentListener() {
        @Override
        public void onStart(IncidentStore incidents) {
            told.add("start");
        }

        @Override
        public void onIncident(Incident incident) {
            told.add(incident.cause().token());
        }

        @Override
        public void onStop() {
            told.add("stop");
        }
    };

    private static final class Down extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            throw new ConnectException("Connection refused");
        }
    }

    @BeforeEach
    void listenToTheLog() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        logger.detachAppender(log);
    }

    private BadGatewayFilter start(Supplier<GatefaultBuilder> settings) throws Exception {
        BadGatewayFilter filter = BadGatewayFilter.onDemand(settings, context.getServletContext());
        context.addFilter(new FilterHolder(filter), "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(new Down()), "/*");
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
        return filter;
    }

    private GatefaultBuilder listened() {
        return BadGatewayFilter.builder().listeners(listener);
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + connector.getLocalPort() + "/orders"))
                .build();
    }

    private HttpResponse<String> get() throws IOException, InterruptedException {
        return CLIENT.send(request(), BodyHandlers.ofString());
    }

    @Test
    void startOfTheContainer_asksForNoSettings() throws Exception {
        start(() -> {
            told.add("asked");
            return listened();
        });
        assertThat(told).isEmpty();

        server.stop();
        assertThat(told).isEmpty();
    }

    @Test
    void firstRequest_startsIt_andIsAnsweredFor() throws Exception {
        start(this::listened);

        assertThat(get().statusCode()).isEqualTo(502);
        server.stop();
        assertThat(told).containsExactly("start", "connection_refused", "stop");
    }

    @Test
    void requestsAtOnce_startItOnce_andAreAllAnsweredFor() throws Exception {
        start(this::listened);

        List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(
                        () -> CLIENT.sendAsync(request(), BodyHandlers.ofString()))
                .limit(16)
                .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.get().statusCode()).isEqualTo(502));
        assertThat(told.stream().filter("start"::equals)).hasSize(1);
    }

    @Test
    void warmUp_startsIt() throws Exception {
        start(this::listened).warmUp();

        assertThat(told).containsExactly("start");
    }

    @Test
    void warmUp_afterItsEnd_startsNothing() throws Exception {
        BadGatewayFilter filter = start(this::listened);
        server.stop();

        filter.warmUp();

        assertThat(told).isEmpty();
    }

    @Test
    void containerThatStartsAgain_hasItAgain() throws Exception {
        start(this::listened);
        get();
        server.stop();
        server.start();

        assertThat(get().statusCode()).isEqualTo(502);
        assertThat(told).containsExactly("start", "connection_refused", "stop", "start", "connection_refused");
    }

    @Test
    void settingThatIsWrong_leavesRequestsAsTheyAre_andIsLoggedOnce() throws Exception {
        start(() -> {
            told.add("asked");
            return BadGatewayFilter.builder(Map.of("correlation-header", "no header"));
        });

        assertThat(get().statusCode()).isEqualTo(500);
        assertThat(get().headers().map()).doesNotContainKey("X-Correlation-Id");
        assertThat(told).containsExactly("asked");
        assertThat(log.list).singleElement().satisfies(line -> {
            assertThat(line.getFormattedMessage()).startsWith("gatefault cannot start");
            assertThat(line.getThrowableProxy().getMessage()).contains("correlation-header is \"no header\"");
        });
    }

    @Test
    void ownTemplate_isReadAtOnce(@TempDir Path classes) throws Exception {
        Files.createDirectories(classes.resolve("gatefault"));
        Files.writeString(classes.resolve("gatefault/page.mustache"), "{{#open}}");
        URL[] classPath = {classes.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classPath, OnDemandTest.class.getClassLoader())) {
            context.setClassLoader(loader);
            ServletContext servlets = context.getServletContext();

            assertThatThrownBy(() -> BadGatewayFilter.onDemand(BadGatewayFilter::builder, servlets))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("page.mustache");
        }
    }
}
