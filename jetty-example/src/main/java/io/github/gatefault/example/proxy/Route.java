package io.github.gatefault.example.proxy;

import java.util.function.BooleanSupplier;

/**
 * Where the requests for one path go.
 *
 * @param target the address as it was configured, right or wrong
 * @param healthy whether the service there is up, as far as the gateway knows
 * @param maintenance whether the gateway is to answer by itself, because the service is being worked on
 */
public record Route(String target, BooleanSupplier healthy, boolean maintenance) {

    /** Returns a route that is open and not watched. */
    public static Route to(String target) {
        return new Route(target, () -> true, false);
    }

    /** Returns this route, closed while {@code check} says that the service is not healthy. */
    public Route watchedBy(BooleanSupplier check) {
        return new Route(target, check, maintenance);
    }

    /** Returns this route, closed for maintenance. */
    public Route inMaintenance() {
        return new Route(target, healthy, true);
    }
}
