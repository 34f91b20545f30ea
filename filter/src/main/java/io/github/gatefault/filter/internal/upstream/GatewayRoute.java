package io.github.gatefault.filter.internal.upstream;

import io.github.gatefault.filter.upstream.Upstream;
import jakarta.servlet.ServletRequest;
import java.util.Optional;

/** The route that Spring Cloud Gateway Server WebMVC took for a request; its ID is the app's own name for what is behind it. */
public final class GatewayRoute {
    /** The value of {@code MvcUtils.GATEWAY_ROUTE_ID_ATTR} in 4.3 and in 5.0. */
    private static final String ID_ATTRIBUTE = "GatewayServerMvc.gatewayRouteId";

    private GatewayRoute() {}

    /** Returns the ID, or nothing where no route was taken or its ID could not be the name of an {@link Upstream}. */
    public static Optional<String> idOf(ServletRequest request) {
        return request.getAttribute(ID_ATTRIBUTE) instanceof String id && Upstream.isName(id)
                ? Optional.of(id)
                : Optional.empty();
    }
}
