package io.github.gatefault.clients;

import io.github.gatefault.suite.harness.Container;
import io.github.gatefault.suite.harness.WebApp;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The one container of this class path. What clients throw is the same on all. */
public final class JettyContainer implements Container {
    private static final int THREADS = 48;

    @Override
    public String name() {
        return "Jetty ee11 " + Server.getVersion();
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.SERVLET_6_1);
    }

    @Override
    public Running start(List<WebApp> apps) throws Exception {
        Server server = new Server(new QueuedThreadPool(THREADS));
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ContextHandlerCollection contexts = new ContextHandlerCollection();
        apps.forEach(app -> contexts.addHandler(context(app)));
        server.setHandler(contexts);
        server.start();
        return new Running() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void close() {
                LifeCycle.stop(server);
            }
        };
    }

    private static ServletContextHandler context(WebApp app) {
        ServletContextHandler context = new ServletContextHandler(app.contextPath(), ServletContextHandler.NO_SESSIONS);
        context.addServletContainerInitializer((classes, servletContext) -> app.register(servletContext));
        return context;
    }
}
