package io.github.gatefault.filter.internal.upstream;

import jakarta.servlet.ServletRequest;
import java.util.Optional;

/** The route that Spring Cloud Gateway Server WebMVC chose for a request. */
public final class GatewayRoute {
    /** The value of {@code MvcUtils.GATEWAY_ROUTE_ID_ATTR} in 4.3 and 5.0. */
    private static final String ID_ATTRIBUTE = "GatewayServerMvc.gatewayRouteId";

    private GatewayRoute() {}

    /** Returns the route's ID, which is any text; or nothing if no route was chosen. */
    public static Optional<String> idOf(ServletRequest request) {
        return request.getAttribute(ID_ATTRIBUTE) instanceof String id ? Optional.of(id) : Optional.empty();
    }
}
