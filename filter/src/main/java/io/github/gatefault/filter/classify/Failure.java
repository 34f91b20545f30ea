package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.CauseType;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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
     * @param headers the header section of what is relayed; names are found in whatever case
     * @param body the first bytes of what is relayed, as they came; not copied, and not to be changed
     * @param whole whether that is all of the body
     */
    @SuppressWarnings("ArrayRecordComponent") // Looked at, never compared.
    public record Answered(int status, boolean relayed, Map<String, List<String>> headers, byte[] body, boolean whole)
            implements Seen {
        private static final byte[] NOTHING = {};

        /** Returns what an app made by {@code sendError}, of which no more is known. */
        public static Answered bySendError(int status) {
            return new Answered(status, false, Map.of(), NOTHING, true);
        }
    }

    /**
     * Something that the exchange itself can tell for sure.
     *
     * @param cause what it is
     * @param evidence how it shows
     */
    public record Observed(CauseType cause, String evidence) implements Seen {}
}
