package io.github.gatefault.spring;

import io.github.gatefault.filter.upstream.UpstreamCall;
import io.github.gatefault.pages.internal.text.Ascii;
import java.net.URI;
import java.util.Optional;
import org.slf4j.MDC;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The visitor's request behind a call of the application's, and the ID that goes out with it. Whatever thread calls is as good as
 * what it knows: the request, as Spring hands it around; else the ID in the log context, where the application takes that along;
 * else nothing, as in a scheduled job.
 */
final class OutgoingCalls {
    /** What the filter calls the ID in the log context. */
    private static final String LOG_CONTEXT = "correlation_id";

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

    /** Notes a call that begins on the current thread, if it is made for a visitor whose request is not over. */
    Optional<UpstreamCall> begin(String method, URI uri) {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return Optional.empty();
        }
        try {
            // Refused where the request is over: its object may be another visitor's by now.
            attributes.getAttribute(OutgoingCalls.class.getName(), RequestAttributes.SCOPE_REQUEST);
            return UpstreamCall.begin(attributes.getRequest(), method, uri);
        } catch (RuntimeException e) {
            // Handed to another thread, the request does not know that it is over, and each container says so in a way
            // of its own.
            return Optional.empty();
        }
    }

    /** Returns the ID to send with this call, or nothing where there is none or none is to be sent. */
    Optional<String> id(Optional<UpstreamCall> call) {
        return !sendId
                ? Optional.empty()
                : call.map(UpstreamCall::correlationId).or(OutgoingCalls::idOfLogContext);
    }

    /** An application may put any text there; a valid ID cannot break out of a header. */
    private static Optional<String> idOfLogContext() {
        return Optional.ofNullable(MDC.get(LOG_CONTEXT)).filter(Ascii::isCorrelationId);
    }
}
