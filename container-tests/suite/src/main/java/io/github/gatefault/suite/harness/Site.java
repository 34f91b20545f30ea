package io.github.gatefault.suite.harness;

import static java.util.Objects.requireNonNull;

import io.github.gatefault.suite.harness.Container.Capability;
import io.github.gatefault.suite.upstream.FaultUpstream;
import io.github.gatefault.suite.wire.Answer;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Http2Connection;
import io.github.gatefault.suite.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** A test class's server and upstream, all that was exchanged with them, and the checks after each test. */
public final class Site implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    /** The name under which the filter is registered, by which a context counts as gated. */
    public static final String GATE = "gatefault";

    private static final String PROBE = "/probe";

    private final Function<FaultUpstream, List<WebApp>> describe;
    private final Container container = Container.ofClassPath();
    private final IncidentLog log = new IncidentLog();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Collection<Exchange> exchanges = new ConcurrentLinkedQueue<>();
    private @Nullable FaultUpstream upstream;
    private List<WebApp> apps = List.of();
    private Container.@Nullable Running running;

    private Site(Function<FaultUpstream, List<WebApp>> describe) {
        this.describe = describe;
    }

    /** Returns a site of these contexts, to be started before the first test of its class. */
    public static Site of(Function<FaultUpstream, List<WebApp>> describe) {
        return new Site(describe);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        FaultUpstream started = new FaultUpstream();
        upstream = started;
        apps = new ArrayList<>(describe.apply(started));
        apps.add(WebApp.at(PROBE).serve("/*", (request, response) -> {
            response.setContentType("text/plain");
            response.getOutputStream().print("in step");
        }));
        running = container.start(List.copyOf(apps));
        log.attach();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        exchanges.clear();
        log.clear();
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        Invariants.check(List.copyOf(exchanges), log.events(), upstream());
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        log.detach();
        requireNonNull(running).close();
        upstream().close();
    }

    /** Returns whether the container can do this. */
    public boolean can(Capability capability) {
        return container.capabilities().contains(capability);
    }

    /** Returns the container's name. */
    public String containerName() {
        return container.name();
    }

    /** Returns the service behind. */
    public FaultUpstream upstream() {
        return requireNonNull(upstream, "The site has not been started");
    }

    /** Returns the server's port. */
    public int port() {
        return requireNonNull(running, "The site has not been started").port();
    }

    /** Returns the incidents in the log since the test began. */
    public List<IncidentEvent> incidents() {
        return log.events();
    }

    /** Connects, for a test that sends and reads by itself. */
    public Connection connect() throws IOException {
        return Connection.to(port());
    }

    /** Gets this path as a program does that takes anything. */
    public Exchange get(String target) throws IOException {
        return send(Request.get(target));
    }

    /**
     * Sends a request on a connection of its own, reads the answer, and then asks once more on the same connection: where
     * the first answer has more or fewer bytes than it says, the second is out of step.
     */
    public Exchange send(Request request) throws IOException {
        return send(request, Connection.PATIENCE);
    }

    /** As {@link #send(Request)}, for an answer that may take this long. */
    public Exchange send(Request request, Duration patience) throws IOException {
        String number = Integer.toString(numbers.incrementAndGet());
        try (Connection connection = connect()) {
            Answer answer = connection
                    .patience(patience)
                    .send(request.with(FaultUpstream.EXCHANGE, number).bytes())
                    .read(request.method());
            if (answer.isComplete()) {
                Invariants.checkInStep(request, answer, connection, PROBE + "/");
            }
            return kept(new Exchange(number, request, answer, isGated(request)));
        }
    }

    /** Sends a request on a stream of this connection. */
    public Exchange send(Http2Connection connection, Request request) throws Exception {
        String number = Integer.toString(numbers.incrementAndGet());
        Answer answer = connection.exchange(request.with(FaultUpstream.EXCHANGE, number));
        return kept(new Exchange(number, request, answer, isGated(request)));
    }

    /** Keeps an exchange that the test has made by itself, so that it is checked like all others. */
    public Exchange keep(Request request, Answer answer) {
        return kept(new Exchange("", request, answer, isGated(request)));
    }

    private Exchange kept(Exchange exchange) {
        exchanges.add(exchange);
        return exchange;
    }

    private boolean isGated(Request request) {
        return apps.stream()
                .anyMatch(app -> app.hasFilter(GATE) && request.target().startsWith(app.contextPath() + "/"));
    }
}
