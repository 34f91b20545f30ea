package io.github.gatefault.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.suite.harness.Await;
import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.harness.WebApp;
import io.github.gatefault.suite.proxy.Proxies;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Request;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Visitors who leave are nobody's failure; and many at once are each told apart. */
class ClientsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The IDs of those who left, as a listener hears of them. */
    private static final Collection<String> left = new ConcurrentLinkedQueue<>();

    /** What the app's own code met. */
    private static final Collection<String> met = new ConcurrentLinkedQueue<>();

    @RegisterExtension
    static final Site site = Site.of(upstream -> List.of(Proxies.all(
            WebApp.at(Apps.GATED)
                    .filter(
                            Site.GATE,
                            () -> BadGatewayFilter.builder()
                                    .listeners(new Leaving())
                                    .build(),
                            WebApp.ALL_DISPATCHES,
                            Map.of())
                    .serve("/endless", (request, response) -> endless(response))
                    .serve("/endless-then-error", ClientsTest::endlessThenError)
                    .serve("/endless-then-other", ClientsTest::endlessThenOther)
                    .serve("/endless-in-thread", ClientsTest::endlessInThread)
                    .serve("/endless-in-callbacks", ClientsTest::endlessInCallbacks)
                    .serve("/takes", (request, response) -> takes(request))
                    .serve("/takes-then-error", ClientsTest::takesThenError)
                    .serve("/takes-form", ClientsTest::takesForm)
                    .serve("/writes-late", ClientsTest::writesLate)
                    .serve("/whole", (request, response) -> response.getWriter().print("whole")),
            upstream)));

    private static final class Leaving implements IncidentListener {
        @Override
        public void onIncident(Incident incident) {
            // Each is in the log, where the tests look.
        }

        @Override
        public void onClientAbort(String correlationId) {
            left.add(correlationId);
        }
    }

    private static void endless(HttpServletResponse response) throws IOException {
        ServletOutputStream out = response.getOutputStream();
        byte[] bytes = new byte[8192];
        for (int i = 0; i < 20_000; i++) {
            out.write(bytes);
        }
        met.add("never left");
    }

    private static void endlessThenError(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            endless(response);
        } catch (IOException e) {
            met.add("refused");
            response.sendError(502);
        }
    }

    private static void endlessThenOther(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            endless(response);
        } catch (IOException e) {
            // As a proxy may say it that takes every end of a copy for its upstream's.
            throw new SocketException("Connection reset");
        }
    }

    private static void endlessInThread(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        Thread container = Thread.currentThread();
        async.start(() -> {
            try {
                awaitReturn(container);
                endless(response);
            } catch (IOException e) {
                met.add("refused");
            } finally {
                async.complete();
            }
        });
    }

    /**
     * A write that fails before the container's thread is back makes Tomcat give its objects to the next request while ours
     * still uses them, with or without the filter: a NullPointerException here, and that request gets a 500.
     */
    private static void awaitReturn(Thread container) {
        while (Stream.of(container.getStackTrace())
                .map(StackTraceElement::getClassName)
                .anyMatch(name -> name.startsWith("jakarta.servlet.") || name.startsWith("org.apache.coyote."))) {
            Thread.onSpinWait();
        }
    }

    private static void endlessInCallbacks(HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        AsyncContext async = request.startAsync();
        ServletOutputStream out = response.getOutputStream();
        byte[] bytes = new byte[8192];
        out.setWriteListener(new WriteListener() {
            @Override
            public void onWritePossible() throws IOException {
                while (out.isReady()) {
                    out.write(bytes);
                }
            }

            @Override
            public void onError(Throwable failure) {
                met.add("refused " + failure);
                async.complete();
            }
        });
    }

    private static void takes(HttpServletRequest request) throws IOException {
        ServletInputStream in = request.getInputStream();
        met.add("reads");
        long taken = in.readAllBytes().length;
        met.add("took " + taken);
    }

    private static void takesThenError(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            takes(request);
        } catch (IOException e) {
            met.add("refused");
            response.sendError(502);
        }
    }

    private static void takesForm(HttpServletRequest request, HttpServletResponse response) throws IOException {
        met.add("reads");
        response.getWriter().print(request.getParameter("name"));
        met.add("took");
    }

    /** A thread of the app that does not hear of the time-out and goes on. */
    private static void writesLate(HttpServletRequest request, HttpServletResponse response) {
        AsyncContext async = request.startAsync();
        async.setTimeout(200);
        new Thread(() -> {
                    try {
                        Thread.sleep(2_500); // Longer than any container needs to notice the time-out.
                        response.setStatus(200);
                        response.setHeader("X-Late", "1");
                        for (int i = 0; i < 50; i++) {
                            response.getOutputStream().write("late ".getBytes(UTF_8));
                        }
                        response.flushBuffer();
                        async.complete();
                        met.add("wrote");
                    } catch (IOException | RuntimeException e) {
                        met.add("failed " + e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .start();
    }

    @BeforeEach
    void forget() {
        left.clear();
        met.clear();
    }

    private static void nobodyIsBlamed(String id) throws InterruptedException {
        Await.until(PATIENCE, () -> left.contains(id), () -> "nobody heard that the visitor left: " + left + met);
        Facts.noIncident(site);
        assertThat(left).containsExactly(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/endless",
                "/endless-then-error",
                "/endless-then-other",
                "/endless-in-thread",
                "/endless-in-callbacks"
            })
    void visitorWhoLeavesADownload_isNoFailure(String path) throws Exception {
        String id = "left" + path.replace('/', '.');
        try (Connection connection = Connection.to(site.port(), 4096)) {
            connection.send(
                    Request.get(Apps.GATED + path).with("X-Correlation-Id", id).bytes());
            assertThat(connection.readHead().status()).as("%s", met).isEqualTo(200);
            assertThat(connection.skip(10_000)).isEqualTo(10_000);
            connection.reset();
        }

        nobodyIsBlamed(id);
        assertThat(met).doesNotContain("never left");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/takes", "/takes-then-error", "/takes-form"})
    void visitorWhoLeavesAnUpload_isNoFailure(String path) throws Exception {
        String id = "left" + path.replace('/', '.');
        try (Connection connection = site.connect()) {
            connection.send("POST " + Apps.GATED + path + " HTTP/1.1\r\nHost: shop.example\r\nX-Correlation-Id: " + id
                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nname=half");
            Await.until(PATIENCE, () -> met.contains("reads"), () -> "the app does not read");
            connection.reset();
        }

        if (path.equals("/takes-form")) {
            // A container may take what has come for the whole form, or refuse it by itself: nothing marks the end.
            Thread.sleep(300);
            Facts.noIncident(site);
        } else {
            nobodyIsBlamed(id);
        }
        assertThat(met).noneMatch(what -> what.startsWith("took 1"));
    }

    @Test
    void threadThatWritesAfterOurAnswer_changesNothing_andDisturbsNobody() throws Exception {
        try (Connection connection = site.connect()) {
            Exchange timedOut = site.keep(
                    Request.get(Apps.GATED + "/writes-late"),
                    connection
                            .send(Request.get(Apps.GATED + "/writes-late").bytes())
                            .read("GET"));
            Facts.answeredByUs(timedOut, 504, "http_response_timeout");

            // Tomcat looks for time-outs once a second; the thread comes later.
            for (int i = 0; i < 30; i++) {
                assertThat(connection
                                .send(Request.get(Apps.GATED + "/whole").bytes())
                                .read("GET")
                                .text())
                        .isEqualTo("whole");
                Thread.sleep(100);
            }
        }

        Await.until(PATIENCE, () -> !met.isEmpty(), () -> "the thread is stuck");
        assertThat(site.incidents()).hasSize(1);
    }

    @Test
    void manyAtOnce_areEachToldApart() throws Exception {
        List<Proxies> proxies = List.of(Proxies.values());
        List<Fault> faults = List.of(
                Fault.OK, Fault.CHUNKED, Fault.REFUSED, Fault.GZIP, Fault.STATUS_503_EMPTY, Fault.TRUNCATED_CHUNKED);
        List<Future<Exchange>> all = new ArrayList<>();
        ExecutorService visitors = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 810; i++) {
                Proxies proxy = proxies.get(i % proxies.size());
                Fault fault = faults.get(i / proxies.size() % faults.size());
                all.add(visitors.submit(() -> site.get(Apps.GATED + proxy.at(fault))));
            }
            int failing = 0;
            for (Future<Exchange> one : all) {
                Exchange exchange = one.get();
                String target = exchange.request().target();
                if (target.endsWith(Fault.REFUSED.path())) {
                    Facts.answeredByUs(exchange, 502, "connection_refused");
                    failing++;
                } else if (target.endsWith(Fault.STATUS_503_EMPTY.path())) {
                    Facts.answeredByUs(exchange, 503, "upstream_error_response");
                    failing++;
                } else if (target.endsWith(Fault.TRUNCATED_CHUNKED.path())) {
                    assertThat(exchange.answer().isCutOff()).as("%s", exchange).isTrue();
                    failing++;
                } else {
                    assertThat(exchange.isOurs()).as("%s", exchange).isFalse();
                    assertThat(exchange.answer().isComplete())
                            .as("%s", exchange)
                            .isTrue();
                    assertThat(exchange.answer().status()).isEqualTo(200);
                }
            }
            int expected = failing;
            Await.until(
                    PATIENCE,
                    () -> site.incidents().size() >= expected,
                    () -> site.incidents().size() + " incidents for " + expected + " failures");
            assertThat(site.incidents()).hasSize(expected);
            assertThat(site.incidents().stream().map(incident -> incident.id()).distinct())
                    .hasSize(expected);
        } finally {
            visitors.shutdownNow();
        }
        assertThat(left).isEmpty();
    }
}
