package io.github.gatefault.suite.proxy;

import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;

/**
 * Where a proxy sends a request, and how long it waits.
 *
 * @param target from the path of a request to where it goes
 * @param timeout how long whoever is there may think
 */
public record Route(Function<String, URI> target, Duration timeout) {
    /** Returns the route to the service that does what the last segment of the path says. */
    static Route to(FaultUpstream upstream) {
        return new Route(path -> upstream.uri(Fault.ofPath(path)), Duration.ofMillis(900));
    }

    /** Returns where a request for this path goes. */
    URI of(String path) {
        return target.apply(path);
    }
}
