package io.github.gatefault.filter.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.UpstreamFailures;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What OpenTelemetry's SDK exports for a failed exchange. */
class IncidentSpansTest {
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exported))
            .build();
    private final Tracer tracer = provider.get("test");
    private final Server server = new Server();

    @BeforeEach
    void start() throws Exception {
        server.addConnector(new ServerConnector(server));
        ServletContextHandler context = new ServletContextHandler("/");
        Filter instrumentation = (request, response, chain) -> {
            Span span = tracer.spanBuilder("server").startSpan();
            try (Scope scope = span.makeCurrent()) {
                chain.doFilter(request, response);
            } finally {
                span.end();
            }
        };
        for (Filter filter :
                new Filter[] {instrumentation, BadGatewayFilter.builder().build()}) {
            FilterHolder holder = new FilterHolder(filter);
            holder.setAsyncSupported(true);
            context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
        }
        ServletHolder app = new ServletHolder(new App(tracer));
        app.setAsyncSupported(true);
        context.addServlet(app, "/*");
        server.setHandler(context);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        provider.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(server.getURI().resolve(path)).build(), BodyHandlers.ofString());
    }

    private SpanData span(String name) throws InterruptedException {
        for (int i = 0; i < 1_000; i++) {
            for (SpanData span : exported.getFinishedSpanItems()) {
                if (span.getName().equals(name)) {
                    return span;
                }
            }
            Thread.sleep(10);
        }
        throw new AssertionError("There is no span " + name);
    }

    @Test
    void currentSpan_getsTheCause_andItsTraceIsTheId() throws Exception {
        HttpResponse<String> answer = get("/down");

        SpanData span = span("server");
        assertThat(span.getAttributes().get(ERROR_TYPE)).isEqualTo("connection_refused");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getEvents()).singleElement().satisfies(event -> {
            assertThat(event.getName()).isEqualTo("gatefault.incident");
            assertThat(event.getAttributes().get(ERROR_TYPE)).isEqualTo("connection_refused");
            assertThat(event.getAttributes().get(AttributeKey.stringKey("gatefault.outcome")))
                    .isEqualTo("replaced");
        });
        assertThat(answer.headers().firstValue("X-Correlation-Id")).contains(span.getTraceId());
    }

    @Test
    void healthyExchange_leavesItsSpanAlone() throws Exception {
        get("/ok");

        assertThat(span("server").getAttributes().isEmpty()).isTrue();
        assertThat(span("server").getEvents()).isEmpty();
    }

    @Test
    void spanOfAnotherTrace_onTheAnsweringThread_isLeftAlone() throws Exception {
        HttpResponse<String> answer = get("/async");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(span("other").getAttributes().isEmpty()).isTrue();
        assertThat(span("other").getEvents()).isEmpty();
    }

    /** Fails on its thread, on another's, or not at all. */
    private static final class App extends HttpServlet {
        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // Servlets are never serialized.
        private final Tracer tracer;

        App(Tracer tracer) {
            this.tracer = tracer;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            switch (request.getRequestURI()) {
                case "/down" -> throw new ConnectException("Connection refused");
                case "/async" -> {
                    AsyncContext async = request.startAsync();
                    new Thread(() -> failElsewhere(async)).start();
                }
                default -> response.getWriter().print("ok");
            }
        }

        private void failElsewhere(AsyncContext async) {
            Span span = tracer.spanBuilder("other").setNoParent().startSpan();
            try (Scope scope = span.makeCurrent()) {
                UpstreamFailures.report(async.getRequest(), new ConnectException("Connection refused"));
                ((HttpServletResponse) async.getResponse()).sendError(502);
                async.complete();
            } catch (IOException e) {
                span.recordException(e);
            } finally {
                span.end();
            }
        }
    }
}
