package io.github.gatefault.filter.exchange;

import jakarta.servlet.ServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The exception that Spring MVC has dealt with by itself, as it leaves it on the request. Its attributes are known by name, for Spring
 * is no dependency.
 */
final class HandledException {
    /** The dispatcher's comes once a handler is through; that of Spring Boot, of the lines 3 and 4, ahead of all handlers. */
    private static final List<String> ATTRIBUTES = List.of(
            "org.springframework.web.servlet.DispatcherServlet.EXCEPTION",
            "org.springframework.boot.web.servlet.error.DefaultErrorAttributes.ERROR",
            "org.springframework.boot.webmvc.error.DefaultErrorAttributes.ERROR");

    /** By what Spring's {@code DisconnectedClientHelper} tells that a visitor has left, or so it thinks. */
    private static final Set<String> DISCONNECTED =
            Set.of("AbortedException", "ClientAbortException", "EOFException", "EofException");

    private static final List<String> DISCONNECTED_MESSAGES = List.of("broken pipe", "connection reset by peer");

    /** Of what these have in their chain it knows better: an upstream's failure comes out. */
    private static final List<String> CLIENTS =
            List.of("org.springframework.web.client.", "org.springframework.web.reactive.function.client.");

    private static final int MAX_LINKS = 64;

    private HandledException() {}

    /** Returns the exception, or {@code null} where Spring has met none. */
    static @Nullable Throwable of(ServletRequest request) {
        for (String attribute : ATTRIBUTES) {
            if (request.getAttribute(attribute) instanceof Throwable exception) {
                return exception;
            }
        }
        return null;
    }

    /** Returns whether Spring takes this for the end of its visitor, and so ends the answer as it is, with whatever status it has. */
    static boolean isTakenForVisitorsEnd(Throwable exception) {
        boolean named = false;
        Throwable link = exception;
        for (int i = 0; i < MAX_LINKS; i++) {
            String name = link.getClass().getName();
            if (CLIENTS.stream().anyMatch(name::startsWith)) {
                return false;
            }
            named |= DISCONNECTED.contains(link.getClass().getSimpleName());
            Throwable cause = link.getCause();
            if (cause == null) {
                break;
            }
            link = cause;
        }
        String message = String.valueOf(link.getMessage()).toLowerCase(Locale.ROOT);
        return named || DISCONNECTED_MESSAGES.stream().anyMatch(message::contains);
    }
}
