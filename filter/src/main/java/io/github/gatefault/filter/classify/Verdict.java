package io.github.gatefault.filter.classify;

/** What a classifier decides about a failure: its {@link Cause}, or that no upstream failed. */
public sealed interface Verdict permits Cause, Verdict.NotUpstream {
    /** No upstream failed: the container gets the exception unchanged, and no other classifier is called. */
    Verdict NOT_UPSTREAM = new NotUpstream();

    /** The type of {@link #NOT_UPSTREAM}. */
    record NotUpstream() implements Verdict {}
}
