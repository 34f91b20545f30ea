package io.github.gatefault.suite.container;

import io.github.gatefault.suite.harness.Container;
import io.github.gatefault.suite.harness.WebApp;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.Version;
import io.undertow.server.handlers.PathHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletContainerInitializer;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Undertow. */
public final class UndertowContainer implements Container {
    @Override
    public String name() {
        return Version.getFullVersionString();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.UPGRADE, Capability.TRAILERS);
    }

    @Override
    public Running start(List<WebApp> apps) throws Exception {
        PathHandler paths = new PathHandler();
        for (WebApp app : apps) {
            DeploymentManager deployment = Servlets.newContainer().addDeployment(describe(app));
            deployment.deploy();
            paths.addPrefixPath(app.contextPath(), deployment.start());
        }
        Undertow undertow = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setIoThreads(2)
                .setWorkerThreads(24)
                .setHandler(paths)
                .build();
        undertow.start();
        InetSocketAddress address =
                (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        return new Running() {
            @Override
            public int port() {
                return address.getPort();
            }

            @Override
            public void close() {
                undertow.stop();
            }
        };
    }

    private static DeploymentInfo describe(WebApp app) {
        ServletContainerInitializer initializer = (classes, servletContext) -> app.register(servletContext);
        DeploymentInfo deployment = Servlets.deployment()
                .setEagerFilterInit(true)
                .setClassLoader(UndertowContainer.class.getClassLoader())
                .setContextPath(app.contextPath())
                .setDeploymentName(app.contextPath())
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        initializer.getClass(), new ImmediateInstanceFactory<>(initializer), Set.of()));
        app.errorPage().ifPresent(location -> deployment.addErrorPage(new ErrorPage(location)));
        return deployment;
    }
}
