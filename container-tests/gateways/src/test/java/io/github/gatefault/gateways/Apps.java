package io.github.gatefault.gateways;

import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.harness.WebApp;
import io.github.gatefault.suite.proxy.Proxies;
import io.github.gatefault.suite.proxy.Route;
import java.util.List;
import java.util.Map;

/** The applications in front of the gateways, each with all proxies. */
final class Apps {
    /** Where the filter is. */
    static final String GATED = "/gated";
    /** Where it is not. */
    static final String BARE = "/bare";

    private Apps() {}

    static List<WebApp> both(Route route) {
        return List.of(
                Proxies.all(
                        WebApp.at(GATED).filter(Site.GATE, BadGatewayFilter::new, WebApp.ALL_DISPATCHES, Map.of()),
                        route),
                Proxies.all(WebApp.at(BARE), route));
    }
}
