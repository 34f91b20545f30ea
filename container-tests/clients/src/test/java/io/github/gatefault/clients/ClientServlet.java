package io.github.gatefault.clients;

import static java.util.Objects.requireNonNull;

import io.github.gatefault.clients.client.Client;
import io.github.gatefault.clients.client.Settings;
import io.github.gatefault.clients.client.Visit;
import io.github.gatefault.clients.client.Zoo;
import io.github.gatefault.clients.upstream.Ability;
import io.github.gatefault.clients.upstream.Port;
import io.github.gatefault.clients.upstream.Trouble;
import io.github.gatefault.clients.upstream.Upstreams;
import io.github.gatefault.filter.BadGatewayFilter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The app behind the filter: {@code /okhttp/reset} has OkHttp meet a reset. Where the trouble is one between two visitors,
 * {@code ?port=} says where both of them go.
 */
final class ClientServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Upstreams upstreams;
    private final transient Map<Opened, Client> clients = new ConcurrentHashMap<>();
    private final transient Map<String, Throwable> thrown = new ConcurrentHashMap<>();

    private record Opened(Zoo client, Settings settings) {}

    ClientServlet(Upstreams upstreams) {
        this.upstreams = upstreams;
    }

    /** Returns where in the app this happens. */
    static String path(Cell cell) {
        return "/" + cell.client().path() + "/" + cell.trouble().path();
    }

    /** Returns what the client threw in the exchange of this ID, or {@code null}. */
    @Nullable
    Throwable thrownIn(String correlationId) {
        return thrown.get(correlationId);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String id = (String) requireNonNull(request.getAttribute(BadGatewayFilter.CORRELATION_ID));
        AtomicReference<@Nullable Runnable> cancel = new AtomicReference<>();
        Visit visit = new Visit(request, response, e -> thrown.put(id, e), cancel::set);
        try {
            relay(
                    visit,
                    () -> requireNonNull(cancel.get(), "The client has not said how")
                            .run());
        } catch (ServletException | IOException | RuntimeException e) {
            thrown.put(id, e);
            throw e;
        } catch (Exception e) {
            thrown.put(id, e);
            throw new ServletException(e);
        }
    }

    private void relay(Visit visit, Runnable cancel) throws Exception {
        String[] path = visit.request().getPathInfo().split("/", -1);
        Zoo zoo = Zoo.valueOf(constant(path[1]));
        Trouble trouble = Trouble.valueOf(constant(path[2]));
        Client client = client(zoo, trouble);
        String port = visit.request().getParameter("port");
        if (port != null) {
            client.relay(Upstreams.url(Integer.parseInt(port)), visit);
        } else if (trouble == Trouble.INTERRUPTED) {
            relayDisturbed(client, visit, Thread.currentThread()::interrupt);
        } else if (trouble == Trouble.CANCELLED) {
            relayDisturbed(client, visit, cancel);
        } else {
            client.relay(upstreams.url(trouble, zoo.can(Ability.HTTP)), visit);
        }
    }

    private static String constant(String segment) {
        return segment.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private Client client(Zoo zoo, Trouble trouble) {
        return clients.computeIfAbsent(new Opened(zoo, settings(trouble)), opened -> {
            try {
                return opened.client().open(opened.settings());
            } catch (Exception e) {
                throw new IllegalStateException(opened + " cannot be opened", e);
            }
        });
    }

    private Settings settings(Trouble trouble) {
        Settings patient = Settings.patient(upstreams.trust());
        return switch (trouble) {
            case BACKLOG_FULL -> patient.hastyToConnect();
            case HANG, STALLED, HTTP2_HANG, TIME_LIMIT, INTERRUPTED -> patient.hastyToBeAnswered();
            case POOL_EXHAUSTED, BULKHEAD_FULL -> patient.scarce();
            default -> patient;
        };
    }

    /** Has this done while the client waits for the answer. */
    private void relayDisturbed(Client client, Visit visit, Runnable disturbance) throws Exception {
        try (Port port = upstreams.hanging()) {
            Thread disturbing = new Thread(
                    () -> {
                        try {
                            port.awaitCall();
                        } catch (InterruptedException e) {
                            throw new IllegalStateException("Nobody interrupts this", e);
                        }
                        disturbance.run();
                    },
                    "disturbing");
            disturbing.start();
            try {
                client.relay(Upstreams.url(port.number()), visit);
            } finally {
                disturbing.join();
            }
        } finally {
            // Not the container's business.
            Thread.interrupted();
        }
    }

    @Override
    public void destroy() {
        clients.values().forEach(client -> {
            try {
                client.close();
            } catch (Exception e) {
                throw new IllegalStateException(client + " cannot be closed", e);
            }
        });
    }
}
