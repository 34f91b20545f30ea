package io.github.gatefault.spring;

import io.github.gatefault.filter.GatefaultBuilder;

/** A bean that sets on the filter what no property can; asked in the order of the beans. What properties say counts for more. */
@FunctionalInterface
public interface GatefaultCustomizer {
    /** Sets what it has to set, once, before the filter is made. */
    void customize(GatefaultBuilder builder);
}
