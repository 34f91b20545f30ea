package io.github.gatefault.example.upstream;

import io.github.gatefault.example.proxy.Route;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Starts what is behind a path, and returns the route to it; {@code null} where the gateway is to know of none. */
@FunctionalInterface
interface Backend {
    @Nullable
    Route start(Upstreams upstreams) throws IOException;
}
