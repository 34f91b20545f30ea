package io.github.gatefault.spring;

import io.github.gatefault.filter.BadGatewayFilter;

/** Sets on the filter what no property can. Beans of this type are called in their order. Properties override them. */
@FunctionalInterface
public interface GatefaultCustomizer {
    /** Sets something, once, before the filter is built. */
    void customize(BadGatewayFilter.Builder builder);
}
