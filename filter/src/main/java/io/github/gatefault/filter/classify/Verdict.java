package io.github.gatefault.filter.classify;

/** What a classifier says of a failure that it knows: its {@link Cause}, or that no upstream is behind it. */
public sealed interface Verdict permits Cause, Verdict.NotUpstream {
    /** Not an upstream's failure: what the app threw goes on to the container untouched, and no other classifier is asked. */
    Verdict NOT_UPSTREAM = new NotUpstream();

    /** The kind of {@link #NOT_UPSTREAM}. */
    record NotUpstream() implements Verdict {}
}
