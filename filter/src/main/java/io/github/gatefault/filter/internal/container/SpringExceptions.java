package io.github.gatefault.filter.internal.container;

import io.github.gatefault.filter.internal.exception.ThrowableChain;
import jakarta.servlet.ServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The exception that Spring MVC has dealt with by itself, as it leaves it on the request. Its attributes are known by name, for Spring
 * is no dependency.
 */
public final class SpringExceptions {
    private static final String OF_DISPATCHER = "org.springframework.web.servlet.DispatcherServlet.EXCEPTION";

    /** Of Spring Boot, lines 3 and 4: there ahead of all handlers, where the dispatcher's comes when they are through. */
    private static final List<String> OF_BOOT = List.of(
            "org.springframework.boot.web.servlet.error.DefaultErrorAttributes.ERROR",
            "org.springframework.boot.webmvc.error.DefaultErrorAttributes.ERROR");

    /** By what Spring's {@code DisconnectedClientHelper} tells that a visitor has left, or so it thinks. */
    private static final Set<String> DISCONNECTED =
            Set.of("AbortedException", "ClientAbortException", "EOFException", "EofException");

    private static final List<String> DISCONNECTED_MESSAGES = List.of("broken pipe", "connection reset by peer");

    /** Of what these have in their chain it knows better: an upstream's failure comes out. */
    private static final List<String> CLIENTS =
            List.of("org.springframework.web.client.", "org.springframework.web.reactive.function.client.");

    /** What Spring makes of an asynchronous result that has not come in time. */
    private static final String TIME_OUT = "org.springframework.web.context.request.async.AsyncRequestTimeoutException";

    private SpringExceptions() {}

    /** Returns the exception, or {@code null} where Spring has met none. */
    public static @Nullable Throwable of(ServletRequest request) {
        Throwable handled = throughDispatcher(request);
        for (String attribute : OF_BOOT) {
            if (handled == null && request.getAttribute(attribute) instanceof Throwable met) {
                handled = met;
            }
        }
        return handled;
    }

    /** Returns the exception of which a handler has said all, or {@code null} where there is none. */
    public static @Nullable Throwable throughDispatcher(ServletRequest request) {
        return request.getAttribute(OF_DISPATCHER) instanceof Throwable handled ? handled : null;
    }

    /** Returns whether Spring answers for a result that the app has waited for, and that has not come in time. */
    public static boolean isTimeOut(ServletRequest request) {
        Throwable handled = of(request);
        return handled != null && handled.getClass().getName().equals(TIME_OUT);
    }

    /** Returns whether Spring takes this for the end of its visitor, and so ends the answer as it is, with whatever status it has. */
    public static boolean isTakenForVisitorsEnd(Throwable exception) {
        boolean named = false;
        Throwable innermost = exception;
        for (Throwable link : ThrowableChain.causes(exception)) {
            String name = link.getClass().getName();
            if (CLIENTS.stream().anyMatch(name::startsWith)) {
                return false;
            }
            named |= DISCONNECTED.contains(link.getClass().getSimpleName());
            innermost = link;
        }
        String message = ThrowableChain.message(innermost).toLowerCase(Locale.ROOT);
        return named || DISCONNECTED_MESSAGES.stream().anyMatch(message::contains);
    }
}
