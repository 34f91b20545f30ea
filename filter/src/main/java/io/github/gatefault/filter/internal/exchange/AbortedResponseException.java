package io.github.gatefault.filter.internal.exchange;

/**
 * Leaves the filter chain so that the container cuts off a response that has begun and cannot be finished. The cause is in
 * the incident's log event.
 */
final class AbortedResponseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AbortedResponseException(String correlationId) {
        super(
                "The upstream failed in the middle of its answer; the response is cut off on purpose, see incident "
                        + correlationId,
                null,
                false,
                false);
    }
}
