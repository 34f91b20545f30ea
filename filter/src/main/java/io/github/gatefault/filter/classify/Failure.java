package io.github.gatefault.filter.classify;

import io.github.gatefault.cause.CauseType;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A failed exchange.
 *
 * @param seen how the failure shows
 * @param phase how far the response was
 * @param elapsed the time since the request arrived
 */
public record Failure(Seen seen, Phase phase, Duration elapsed) {

    /** The three ways in which a failure shows. */
    public sealed interface Seen permits Thrown, Answered, Observed {}

    /** An exception that left the filter chain, or that a proxy reported. */
    public record Thrown(Throwable exception) implements Seen {}

    /**
     * A response that is a failure.
     *
     * @param status its status
     * @param relayed whether the app relays the upstream's response; if not, the app called {@code sendError}
     * @param headers the headers of a relayed response; the case of names does not matter
     * @param body the first bytes of a relayed body, still encoded; not a copy, so do not change it
     * @param whole whether these are all bytes of the body
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares responses.
    public record Answered(int status, boolean relayed, Map<String, List<String>> headers, byte[] body, boolean whole)
            implements Seen {
        private static final byte[] NO_BODY = {};

        /** Returns the response of an app that called {@code sendError}. */
        public static Answered bySendError(int status) {
            return new Answered(status, false, Map.of(), NO_BODY, true);
        }
    }

    /** A failure that the exchange itself observed; the evidence says how. */
    public record Observed(CauseType cause, String evidence) implements Seen {}
}
