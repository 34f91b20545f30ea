package io.github.gatefault.example;

import io.github.gatefault.example.proxy.GatewayProxyServlet;
import io.github.gatefault.example.proxy.Routes;
import io.github.gatefault.example.upstream.Upstreams;
import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.incident.IncidentStore;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.webapp.WebAppContext;
import org.eclipse.jetty.security.HashLoginService;
import org.eclipse.jetty.security.LoginService;
import org.eclipse.jetty.security.UserStore;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.resource.Resource;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.security.Password;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway: a Jetty with one web application, which {@code WEB-INF/web.xml} describes, and which runs twice: under its own
 * brand at {@code /}, and under another one at {@code /acme}.
 */
public final class Gateway implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(Gateway.class);

    /** The user who may look incidents up, and the role by which the lookup knows that. */
    public static final String OPERATOR = "operator";

    private final Server server;
    private final ServerConnector connector;
    private final Upstreams upstreams;
    private final IncidentStore incidents;
    private final String operatorPassword = UUID.randomUUID().toString();

    private Gateway(Server server, ServerConnector connector, Upstreams upstreams, IncidentStore incidents) {
        this.server = server;
        this.connector = connector;
        this.upstreams = upstreams;
        this.incidents = incidents;
    }

    /** Starts the gateway and all that is behind it, and serves until the process is ended. */
    public static void main(String[] args) {
        try {
            Arguments arguments = Arguments.parse(args);
            Gateway gateway = start(arguments.port());
            Runtime.getRuntime().addShutdownHook(new Thread(gateway::close, "shutdown"));
            log.info(
                    "Incidents are looked up at {}ops/incidents by user {} with password {}",
                    gateway.address(),
                    OPERATOR,
                    gateway.operatorPassword());
            log.info("The gateway is ready at {}", gateway.address());
            if (arguments.endWithParent()) {
                ProcessHandle.current().parent().ifPresent(Gateway::endWith);
            }
        } catch (IllegalArgumentException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    /**
     * Starts the gateway, with its incidents in memory.
     *
     * @param port the port to listen at, or 0 for any that is free
     * @throws IOException if it cannot listen there
     */
    public static Gateway start(int port) throws IOException {
        return start(port, IncidentStore.inMemory(1_000));
    }

    /**
     * Starts the gateway.
     *
     * @param port the port to listen at, or 0 for any that is free
     * @param incidents where both of its applications keep their incidents, and look them up; the caller closes it
     * @throws IOException if it cannot listen there
     */
    public static Gateway start(int port, IncidentStore incidents) throws IOException {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setPort(port);
        server.addConnector(connector);
        open(connector);
        Upstreams upstreams = Upstreams.start(connector.getLocalPort());
        Gateway gateway = new Gateway(server, connector, upstreams, incidents);
        try {
            server.setHandler(new ContextHandlerCollection(metrics(), gateway.application("/"), gateway.acme()));
            server.start();
            return gateway;
        } catch (Exception e) {
            gateway.close();
            throw new IOException("The gateway does not start: " + e.getMessage(), e);
        }
    }

    /** Returns where it listens. */
    public URI address() {
        return URI.create("http://localhost:" + connector.getLocalPort() + "/");
    }

    /** Returns the password of the user {@value #OPERATOR}, who may look incidents up: another one at each start. */
    public String operatorPassword() {
        return operatorPassword;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            log.warn("The gateway did not stop properly", e);
        } finally {
            upstreams.close();
        }
    }

    private static void endWith(ProcessHandle parent) {
        parent.onExit().join();
        System.exit(0);
    }

    /** The port is taken before the rest starts: an address in use is told at once, and one service must know the port. */
    private static void open(ServerConnector connector) throws IOException {
        try {
            connector.open();
        } catch (IOException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw new IOException("Port " + connector.getPort() + " cannot be used: " + reason.getMessage(), e);
        }
    }

    private static ContextHandler metrics() {
        ContextHandler metrics = new ContextHandler(new MetricsHandler(), "/metrics");
        metrics.setAllowNullPathInContext(true);
        return metrics;
    }

    private WebAppContext acme() {
        WebAppContext application = application("/acme");
        application.setOverrideDescriptors(List.of("webapp/WEB-INF/acme.xml"));
        return application;
    }

    private WebAppContext application(String path) {
        WebAppContext application = new WebAppContext();
        application.setContextPath(path);
        Resource folder = ResourceFactory.of(application).newClassLoaderResource("webapp/");
        application.setBaseResource(folder);
        application.setDescriptor(folder.resolve("WEB-INF/web.xml").getURI().toString());
        application.setParentLoaderPriority(true);
        // What is not for the filter to answer is not for the visitor to read either.
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.setShowStacks(false);
        errors.setShowMessageInTitle(false);
        application.setErrorHandler(errors);
        // A mistake in web.xml ends the start; the alternative is a gateway without its filter.
        application.setThrowUnavailableOnStartupException(true);
        application.setAttribute(BadGatewayFilter.INCIDENTS, incidents);
        application.setAttribute(BadGatewayFilter.UPSTREAMS, upstreams.named());
        application.getSecurityHandler().setLoginService(operators());
        application.setAttribute(Routes.ATTRIBUTE, new Routes(upstreams.routes(), "gatefault-example"));
        application.setAttribute(GatewayProxyServlet.TRUSTED, upstreams.trusted());
        return application;
    }

    private LoginService operators() {
        UserStore users = new UserStore();
        users.addUser(OPERATOR, new Password(operatorPassword), new String[] {OPERATOR});
        HashLoginService service = new HashLoginService("operations");
        service.setUserStore(users);
        return service;
    }
}
