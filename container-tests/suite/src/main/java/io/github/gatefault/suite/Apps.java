package io.github.gatefault.suite;

import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.harness.WebApp;
import java.util.Map;

/** The applications that most facts are about. */
final class Apps {
    /** Where the filter is in front. */
    static final String GATED = "/gated";
    /** Where it is not. */
    static final String BARE = "/bare";

    private Apps() {}

    static WebApp gated() {
        return gated(GATED, Map.of());
    }

    static WebApp gated(String contextPath, Map<String, String> params) {
        return WebApp.at(contextPath).filter(Site.GATE, BadGatewayFilter::new, WebApp.ALL_DISPATCHES, params);
    }

    static WebApp bare() {
        return WebApp.at(BARE);
    }
}
