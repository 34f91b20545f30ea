package io.github.gatefault.filter.tracing;

import static io.github.gatefault.filter.testing.Await.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.UpstreamFailures;
import io.github.gatefault.filter.testing.TestServer;
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
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What OpenTelemetry's SDK exports for a failed exchange. */
class IncidentSpansTest {
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(exported))
            .build();
    private final Tracer tracer = provider.get("test");

    @RegisterExtension
    final TestServer server = new TestServer();

    @BeforeEach
    void start() throws Exception {
        Filter instrumentation = (request, response, chain) -> {
            Span span = tracer.spanBuilder("server").startSpan();
            try (Scope scope = span.makeCurrent()) {
                chain.doFilter(request, response);
            } finally {
                span.end();
            }
        };
        server.with(instrumentation, DispatcherType.REQUEST)
                .with(BadGatewayFilter.builder().build(), DispatcherType.REQUEST)
                .serving("/*", this::serve)
                .start();
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return server.get(path);
    }

    private SpanData span(String name) {
        await(() -> find(name).isPresent());
        return find(name).orElseThrow();
    }

    private Optional<SpanData> find(String name) {
        return exported.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst();
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
    private void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
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
