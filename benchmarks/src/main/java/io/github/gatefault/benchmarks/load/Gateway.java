package io.github.gatefault.benchmarks.load;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.incident.IncidentListener;
import io.github.gatefault.filter.internal.logging.LogContext;
import io.github.gatefault.filter.jetty.ee10.ReportingProxyServlet;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.proxy.ProxyServlet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A gateway on Jetty, the least that is one. Arguments, as {@code name=value}: {@code kind} is {@code proxy}, {@code fail},
 * {@code send-error} or {@code constant}; {@code filter} is {@code with}, {@code without} or {@code least}; {@code port}; {@code to} is the URL
 * behind it; and if they are wanted, {@code timeout}, the milliseconds that the proxy waits, and {@code listeners}, how many hear of
 * each incident.
 */
public final class Gateway {
    /** What is measured is the filter, not how long a queue may be. */
    private static final int MANY = 8192;

    private static final String PATIENT = "300000";

    private Gateway() {}

    /** Starts it. */
    public static void main(String[] arguments) throws Exception {
        Map<String, String> settings = Arrays.stream(arguments)
                .map(argument -> argument.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        boolean withFilter = "with".equals(settings.get("filter"));
        ServletHolder servlet = servlet(withFilter, settings);
        servlet.setAsyncSupported(true);
        ServletContextHandler context = new ServletContextHandler();
        context.addServlet(servlet, "/*");
        if (withFilter) {
            IncidentListener[] listeners =
                    new IncidentListener[Integer.parseInt(settings.getOrDefault("listeners", "0"))];
            Arrays.setAll(listeners, i -> new Counter());
            Filter filter = BadGatewayFilter.builder().listeners(listeners).build();
            context.addFilter(asynchronous(filter), "/*", EnumSet.allOf(DispatcherType.class));
        }
        if ("least".equals(settings.get("filter"))) {
            Filter filter = "proxy".equals(settings.get("kind"))
                    ? new Identified()
                    : new Least(new Constant(URI.create(settings.get("to"))));
            context.addFilter(asynchronous(filter), "/*", EnumSet.of(DispatcherType.REQUEST));
        }
        context.addFilter(asynchronous(Gateway::unbuffered), "/events", EnumSet.of(DispatcherType.REQUEST));
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(settings.getOrDefault("port", "0")));
        connector.setAcceptQueueSize(MANY);
        connector.setIdleTimeout(Long.parseLong(PATIENT));
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
    }

    private static FilterHolder asynchronous(Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        return holder;
    }

    /** Jetty's proxy flushes when the buffer is full, which for events may take minutes: theirs holds next to nothing. */
    private static void unbuffered(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setBufferSize(1);
        chain.doFilter(request, response);
    }

    private static ServletHolder servlet(boolean withFilter, Map<String, String> settings) {
        String to = settings.getOrDefault("to", "");
        return switch (settings.getOrDefault("kind", "")) {
            case "proxy" -> {
                ServletHolder proxy = new ServletHolder(
                        withFilter ? new ReportingProxyServlet.Transparent() : new ProxyServlet.Transparent());
                proxy.setInitParameter("proxyTo", to);
                proxy.setInitParameter("maxConnections", Integer.toString(MANY));
                proxy.setInitParameter("idleTimeout", PATIENT);
                proxy.setInitParameter("timeout", settings.getOrDefault("timeout", PATIENT));
                yield proxy;
            }
            case "fail" -> new ServletHolder(new Refused());
            case "send-error" -> new ServletHolder(new SendError());
            case "constant" -> new ServletHolder(new Constant(URI.create(to)));
            default -> throw new IllegalArgumentException("kind=" + settings.get("kind"));
        };
    }

    /** Hears of each incident. */
    private static final class Counter implements IncidentListener {
        private final LongAdder incidents = new LongAdder();

        @Override
        public void onIncident(Incident incident) {
            incidents.increment();
        }
    }

    /** Fails as a proxy does whose upstream is not there. */
    private static final class Refused extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            throw new ConnectException("Connection refused");
        }
    }

    /** Leaves the answer to the container. */
    private static final class SendError extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.sendError(502);
        }
    }

    /** The least that correlates: an ID in the response, in the request to the upstream, and in the log context. */
    private static final class Identified implements Filter {
        private static final String HEADER = "X-Correlation-Id";

        private final AtomicLong ids = new AtomicLong(System.nanoTime());

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            String id = "0000000000000000" + Long.toHexString(ids.incrementAndGet());
            ((HttpServletResponse) response).setHeader(HEADER, id);
            MDC.put(LogContext.KEY, id);
            try {
                chain.doFilter(new WithId((HttpServletRequest) request, id), response);
            } finally {
                MDC.remove(LogContext.KEY);
            }
        }

        private static final class WithId extends HttpServletRequestWrapper {
            private final String id;

            WithId(HttpServletRequest request, String id) {
                super(request);
                this.id = id;
            }

            @Override
            public String getHeader(String name) {
                return HEADER.equalsIgnoreCase(name) ? id : super.getHeader(name);
            }

            @Override
            public Enumeration<String> getHeaders(String name) {
                return HEADER.equalsIgnoreCase(name) ? Collections.enumeration(List.of(id)) : super.getHeaders(name);
            }

            @Override
            public Enumeration<String> getHeaderNames() {
                List<String> names = Collections.list(super.getHeaderNames());
                names.add(HEADER);
                return Collections.enumeration(names);
            }
        }
    }

    /**
     * The least that answers for an exception, or for an error that was sent, and can be found in the log: a line as long as ours, and
     * a constant.
     */
    private static final class Least implements Filter {
        private static final Logger log = LoggerFactory.getLogger(Least.class);
        private static final String FACTS =
                "] GET /cart cause=\"connection_refused\" category=\"backend_down\" status=\"502\" outcome=\"replaced\""
                        + " request_sent=\"no\" action_by=\"upstream\" method=\"GET\" path=\"/cart\" duration_ms=\"0\""
                        + " evidence=\"link 1 java.net.ConnectException, rule jdk-connect-refused\" confidence=\"message\"";

        private final AtomicLong ids = new AtomicLong(System.nanoTime());
        private final Constant answers;

        Least(Constant answers) {
            this.answers = answers;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            try {
                chain.doFilter(request, new HttpServletResponseWrapper((HttpServletResponse) response) {
                    @Override
                    public void sendError(int status) throws IOException {
                        answer(request, response);
                    }
                });
            } catch (ConnectException e) {
                answer(request, response);
            }
        }

        private void answer(ServletRequest request, ServletResponse response) throws IOException {
            log.warn("502 connection_refused after 0 ms [{}{}", ids.incrementAndGet(), FACTS);
            answers.service((HttpServletRequest) request, (HttpServletResponse) response);
        }
    }

    /** Answers what another server answered once: the same bytes and headers, without any work for them. */
    private static final class Constant extends HttpServlet {
        private static final long serialVersionUID = 1;
        /** The container's own to say. */
        private static final Set<String> NOT_COPIED = Set.of("content-length", "date", "server");

        @SuppressWarnings("serial") // Nobody serializes it.
        private final URI original;

        @SuppressWarnings("serial")
        private final Map<String, HttpResponse<byte[]>> byAccept = new ConcurrentHashMap<>();

        Constant(URI original) {
            this.original = original;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            HttpResponse<byte[]> answer = byAccept.computeIfAbsent(request.getHeader("Accept"), this::ask);
            response.setStatus(answer.statusCode());
            answer.headers().map().forEach((name, values) -> {
                if (!NOT_COPIED.contains(name)) {
                    values.forEach(value -> response.addHeader(name, value));
                }
            });
            response.setContentLength(answer.body().length);
            response.getOutputStream().write(answer.body());
        }

        private HttpResponse<byte[]> ask(String accept) {
            try {
                return HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(original)
                                        .header("Accept", accept)
                                        .build(),
                                BodyHandlers.ofByteArray());
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException("The answer to copy cannot be had", e);
            }
        }
    }
}
