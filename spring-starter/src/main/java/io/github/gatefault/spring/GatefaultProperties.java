package io.github.gatefault.spring;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What {@code application.yaml} says below {@code gatefault}.
 *
 * @param enabled Whether failures of upstreams are answered for.
 * @param order Order of the filter among the others; inside of the observation of requests and outside of Spring Security where it
 *     is not set.
 */
@ConfigurationProperties("gatefault")
record GatefaultProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("" + DEFAULT_ORDER) int order) {
    /** {@code Ordered.HIGHEST_PRECEDENCE + 2}. */
    private static final int DEFAULT_ORDER = Integer.MIN_VALUE + 2;
}
