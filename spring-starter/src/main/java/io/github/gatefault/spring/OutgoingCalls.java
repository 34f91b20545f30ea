package io.github.gatefault.spring;

import io.github.gatefault.cause.IncidentField;
import io.github.gatefault.filter.upstream.UpstreamCall;
import io.github.gatefault.pages.internal.text.Ascii;
import java.net.URI;
import java.util.Optional;
import org.slf4j.MDC;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Finds the visitor's request and the ID for an outgoing call: from Spring's request context on the calling thread, or else the ID
 * from the log context. A thread that has neither, such as that of a scheduled job, sends no ID.
 */
final class OutgoingCalls {

    private final String header;
    private final boolean sendId;

    OutgoingCalls(String header, boolean sendId) {
        this.header = header;
        this.sendId = sendId;
    }

    /** Returns the name of the header for the ID. */
    String header() {
        return header;
    }

    /** Records a call that begins on the current thread, if it is made for a visitor whose request is not over. */
    Optional<UpstreamCall> begin(String method, URI uri) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return Optional.empty();
        }
        try {
            // Throws if the request is over, when its object may already serve another visitor.
            attributes.getAttribute(OutgoingCalls.class.getName(), RequestAttributes.SCOPE_REQUEST);
            return UpstreamCall.begin(attributes.getRequest(), method, uri);
        } catch (RuntimeException e) {
            // On another thread, Spring does not know that the request is over, and each container throws its own
            // exception.
            return Optional.empty();
        }
    }

    /** Returns the ID to send with this call; nothing if there is none or sending is off. */
    Optional<String> id(Optional<UpstreamCall> call) {
        return !sendId
                ? Optional.empty()
                : call.map(UpstreamCall::correlationId).or(OutgoingCalls::idOfLogContext);
    }

    /** An application may put any text there; a valid ID cannot break out of a header. */
    private static Optional<String> idOfLogContext() {
        return Optional.ofNullable(MDC.get(IncidentField.CORRELATION_ID.key())).filter(Ascii::isCorrelationId);
    }
}
