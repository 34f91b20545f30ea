/**
 * What an application's own code names: {@link io.github.gatefault.filter.BadGatewayFilter} with its builder, and
 * {@link io.github.gatefault.filter.UpstreamFailures} and {@link io.github.gatefault.filter.UpstreamException} for code that
 * knows what failed. It may know all packages; only the subclasses of Jetty's proxies know it.
 */
@NullMarked
package io.github.gatefault.filter;

import org.jspecify.annotations.NullMarked;
