package io.github.gatefault.suite.container;

import io.github.gatefault.suite.harness.Container;
import io.github.gatefault.suite.harness.WebApp;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.util.ServerInfo;
import org.apache.coyote.http2.Http2Protocol;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** Tomcat 10.1 or 11, by what the class path has. */
public final class TomcatContainer implements Container {
    @Override
    public String name() {
        return ServerInfo.getServerInfo();
    }

    @Override
    public Set<Capability> capabilities() {
        EnumSet<Capability> all = EnumSet.of(Capability.UPGRADE, Capability.TRAILERS);
        if (!ServerInfo.getServerNumber().startsWith("10.")) {
            all.add(Capability.SERVLET_6_1);
            all.add(Capability.EARLY_HINTS);
        }
        return all;
    }

    @Override
    public Running start(List<WebApp> apps) throws Exception {
        Path base = Files.createTempDirectory(Path.of("target"), "tomcat");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(base.toAbsolutePath().toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxThreads", "32");
        connector.addUpgradeProtocol(new Http2Protocol());
        tomcat.setConnector(connector);
        List<Context> contexts =
                apps.stream().map(app -> addContext(tomcat, app)).toList();
        tomcat.start();
        for (Context context : contexts) {
            if (!context.getState().isAvailable()) {
                throw new IllegalStateException("The log says why the context is not available: " + context);
            }
        }
        return new Running() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void close() {
                try {
                    tomcat.stop();
                    tomcat.destroy();
                } catch (LifecycleException e) {
                    throw new IllegalStateException("Tomcat does not stop", e);
                }
            }
        };
    }

    private static Context addContext(Tomcat tomcat, WebApp app) {
        Context context = tomcat.addContext(app.contextPath(), new File(".").getAbsolutePath());
        context.addServletContainerInitializer((classes, servletContext) -> app.register(servletContext), null);
        app.errorPage().ifPresent(location -> {
            ErrorPage page = new ErrorPage();
            page.setLocation(location);
            context.addErrorPage(page);
        });
        return context;
    }
}
