package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.CauseType;
import java.time.Duration;

/**
 * What surfaced of an exchange that failed.
 *
 * @param seen what was seen of it
 * @param phase how far the answer had come
 * @param elapsed since the request's arrival
 */
public record Failure(Seen seen, Phase phase, Duration elapsed) {

    /** The three ways in which a failure shows. */
    public sealed interface Seen permits Thrown, Answered, Observed {}

    /** An exception: one that left the filter chain, or one that a proxy reported. */
    public record Thrown(Throwable exception) implements Seen {}

    /**
     * An answer that is a failure.
     *
     * @param status its status
     * @param relayed whether it is the upstream's answer, passed on, and not one that the app made by {@code sendError}
     */
    public record Answered(int status, boolean relayed) implements Seen {}

    /**
     * Something that the exchange itself can tell for sure.
     *
     * @param cause what it is
     * @param evidence how it shows
     */
    public record Observed(CauseType cause, String evidence) implements Seen {}
}
