package io.github.gatefault.filter.internal.container;

/** How far a response is cut off, and what must still happen for it. */
public enum CutOff {
    /** The response is cut off. */
    DONE,
    /** An exception must leave the filter chain now. */
    BY_EXCEPTION,
    /** An exception must leave the filter chain in the asynchronous dispatch that was requested. */
    BY_DISPATCH
}
