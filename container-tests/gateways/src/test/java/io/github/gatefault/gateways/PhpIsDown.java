package io.github.gatefault.gateways;

import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.suite.harness.Container;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.harness.WebApp;
import io.github.gatefault.suite.proxy.JettyAsyncProxy;
import io.github.gatefault.suite.proxy.Route;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A bookshop behind nginx whose PHP-FPM is down, for a look with a browser: {@code /before} the filter and {@code /after}. */
public final class PhpIsDown {
    private PhpIsDown() {}

    /** Serves until standard input ends. */
    public static void main(String[] args) throws Exception {
        Map<String, String> nobody = Map.of("port", Server.freePort(), "dead", "9", "scripts", "/nonexistent");
        try (Server nginx = Server.start(PhpFpmTest.NGINX, nobody)) {
            Route route = new Route(
                    path -> URI.create("http://127.0.0.1:" + nginx.port("port") + "/"), Duration.ofSeconds(5));
            Map<String, String> brand = Map.of(
                    "brand-name", "Lantern Books",
                    "brand-color", "#1d5f5a",
                    "status-page", "https://status.lantern-books.example/",
                    "help", "mailto:help@lantern-books.example");
            WebApp before = WebApp.at("/before");
            WebApp after = WebApp.at("/after").filter(Site.GATE, BadGatewayFilter::new, WebApp.ALL_DISPATCHES, brand);
            for (WebApp app : List.of(before, after)) {
                app.servlet("/*", () -> new JettyAsyncProxy(route), Map.of("maxThreads", "6"));
            }
            try (Container.Running running = Container.ofClassPath().start(List.of(before, after))) {
                System.out.println("http://localhost:" + running.port() + "/before/ and /after/; Enter ends it");
                int unused = System.in.read();
            }
        }
    }
}
