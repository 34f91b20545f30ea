package io.github.gatefault.filter.internal.exchange;

/** Leaves the filter chain so that the container cuts off a response that has begun. The incident's log event has the cause. */
final class AbortedResponseException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String MESSAGE =
            "The upstream failed in the middle of its answer; the response is cut off on purpose, see incident ";

    AbortedResponseException(String correlationId) {
        super(MESSAGE + correlationId, null, false, false);
    }
}
