package io.github.gatefault.suite.container;

import io.github.gatefault.suite.harness.Container;
import io.github.gatefault.suite.harness.WebApp;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty, with its servlets of ee11. */
public final class JettyEe11 implements Container {
    @Override
    public String name() {
        return "Jetty ee11 " + Server.getVersion();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.SERVLET_6_1, Capability.EARLY_HINTS, Capability.UPGRADE, Capability.TRAILERS);
    }

    @Override
    public Running start(List<WebApp> apps) throws Exception {
        Server server = new Server(new QueuedThreadPool(32));
        HttpConfiguration http = new HttpConfiguration();
        ServerConnector connector = new ServerConnector(
                server, 1, 1, new HttpConnectionFactory(http), new HTTP2CServerConnectionFactory(http));
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
        ServletContextHandler context = new ServletContextHandler(app.contextPath(), ServletContextHandler.SESSIONS);
        context.addServletContainerInitializer((classes, servletContext) -> app.register(servletContext));
        app.errorPage().ifPresent(location -> {
            ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
            pages.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, location);
            context.setErrorHandler(pages);
        });
        return context;
    }
}
