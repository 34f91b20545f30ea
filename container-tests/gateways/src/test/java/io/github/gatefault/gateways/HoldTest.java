package io.github.gatefault.gateways;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.suite.harness.Await;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.harness.WebApp;
import io.github.gatefault.suite.proxy.JettyAsyncProxy;
import io.github.gatefault.suite.proxy.NonBlockingProxy;
import io.github.gatefault.suite.proxy.NonBlockingProxy.Through;
import io.github.gatefault.suite.proxy.Route;
import io.github.gatefault.suite.upstream.FaultUpstream;
import io.github.gatefault.suite.wire.Answer;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Relayed failures that could still become a gateway's page, 500 at once: what holding them back costs. */
class HoldTest {
    private static final int CROWD = 500;
    private static final int HOLD = 16 * 1024;
    private static final int NEARLY_ALL_OF_IT = 16_000;
    private static final int WELL_BEYOND = 60_000;
    private static final int BODY = 61_000;
    /** What else an exchange may cost: measured at 0.4 to 2.4 KB. */
    private static final int CONSTANT = 8 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @AutoClose
    static final RawUpstream upstream = new RawUpstream();

    @RegisterExtension
    static final Site site = Site.of(faults -> List.of(
            proxies(WebApp.at(Apps.GATED).filter(Site.GATE, BadGatewayFilter::new, WebApp.ALL_DISPATCHES, Map.of())),
            proxies(WebApp.at(Apps.BARE))));

    /** As many connections as exchanges: Jetty's proxies queue what is more. */
    private static WebApp proxies(WebApp app) {
        Route route = new Route(
                path -> URI.create("http://127.0.0.1:" + upstream.port() + path.substring(path.lastIndexOf('/'))),
                PATIENCE);
        return app.servlet("/non-blocking/*", () -> new NonBlockingProxy(route, Through.GIVEN_RESPONSE), Map.of())
                .servlet(
                        "/jetty-async/*",
                        () -> new JettyAsyncProxy(route),
                        Map.of("maxConnections", Integer.toString(2 * CROWD), "maxThreads", "6"));
    }

    /** The heap in use while all bodies have come nearly as far as the hold, and while they have gone well beyond. */
    private record Memory(long held, long released) {}

    @ParameterizedTest
    @ValueSource(strings = {"/non-blocking", "/jetty-async"})
    void manyHeldBodies_costTheHoldAndNoThread(String proxy) throws Exception {
        upstream.on("healthy", RawAnswer.of("200 OK", "all is well", "Content-Type: text/plain"));
        // The first for the connections alone: each measurement has those of the other, idle.
        crowd(Apps.BARE + proxy, false);
        Memory with = crowd(Apps.GATED + proxy, true);
        Memory without = crowd(Apps.BARE + proxy, false);
        assertThat((with.held() - without.held()) / CROWD)
                .as("bytes for each of %s exchanges, beyond what the proxy itself takes", CROWD)
                .isLessThan(HOLD + CONSTANT);
        assertThat((with.released() - without.released()) / CROWD)
                .as("the same with longer bodies")
                .isLessThan(HOLD + CONSTANT);
        Facts.noIncident(site);
    }

    private static Memory crowd(String path, boolean gated) throws Exception {
        byte[] body = couldBeSquids();
        AtomicInteger waiting = new AtomicInteger();
        CountDownLatch further = new CountDownLatch(1);
        CountDownLatch toTheEnd = new CountDownLatch(1);
        upstream.on("waits", (method, out) -> {
            out.write(("HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: " + BODY + "\r\n\r\n")
                    .getBytes(ISO_8859_1));
            out.write(body, 0, NEARLY_ALL_OF_IT);
            waiting.incrementAndGet();
            await(further);
            out.write(body, NEARLY_ALL_OF_IT, WELL_BEYOND - NEARLY_ALL_OF_IT);
            waiting.incrementAndGet();
            await(toTheEnd);
            out.write(body, WELL_BEYOND, BODY - WELL_BEYOND);
            return true;
        });
        List<Connection> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                clients.add(Connection.to(site.port())
                        .send(Request.get(path + "/waits").bytes()));
            }
            Await.until(PATIENCE, () -> waiting.get() == CROWD, () -> waiting + " of " + CROWD + " have come");
            letThemSettle();
            long held = memory();
            if (gated) {
                assertThat(clients.stream().filter(HoldTest::hasBytes))
                        .as("who has got a byte")
                        .isEmpty();
                assertThat(insideTheFilter())
                        .as("threads that wait in the filter")
                        .isEmpty();
                assertThat(site.get(path + "/healthy").answer().text()).isEqualTo("all is well");
            }
            further.countDown();
            Await.until(PATIENCE, () -> waiting.get() == 2 * CROWD, () -> waiting + " have gone further");
            Await.until(PATIENCE, () -> clients.stream().allMatch(HoldTest::hasBytes), () -> "some are still held");
            letThemSettle();
            long released = memory();
            toTheEnd.countDown();
            for (Connection client : clients) {
                Answer answer = client.read("GET");
                assertThat(answer.isComplete()).as("%s", answer).isTrue();
                assertThat(answer.body()).isEqualTo(body);
            }
            return new Memory(held, released);
        } finally {
            further.countDown();
            toTheEnd.countDown();
            for (Connection client : clients) {
                client.close();
            }
        }
    }

    /** What the upstream has written is on its way through the proxy; no condition tells when it has arrived. */
    private static void letThemSettle() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(300);
    }

    private static void await(CountDownLatch latch) throws IOException, InterruptedException {
        if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("Nobody lets the bodies go on");
        }
    }

    /** Begins as Squid's page and does not end as one: only its end tells. */
    private static byte[] couldBeSquids() {
        byte[] body = FaultUpstream.bytes(BODY);
        byte[] beginning = """
                <!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
                <html><head>
                """.getBytes(ISO_8859_1);
        System.arraycopy(beginning, 0, body, 0, beginning.length);
        return body;
    }

    private static long memory() throws InterruptedException {
        for (int i = 0; i < 2; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(50); // What a collection enqueues is released by other threads.
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static List<String> insideTheFilter() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> Arrays.stream(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().startsWith("io.github.gatefault.filter.")))
                .map(thread -> thread.getKey().getName() + " " + Arrays.toString(thread.getValue()))
                .toList();
    }

    private static boolean hasBytes(Connection connection) {
        try {
            return connection.socket().getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
