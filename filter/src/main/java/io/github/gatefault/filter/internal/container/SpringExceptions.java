package io.github.gatefault.filter.internal.container;

import io.github.gatefault.filter.internal.exception.ThrowableChain;
import jakarta.servlet.ServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The exception that Spring MVC handled, as it leaves it on the request. Names are texts here: Spring is no dependency. */
public final class SpringExceptions {
    private static final String DISPATCHER_ATTRIBUTE = "org.springframework.web.servlet.DispatcherServlet.EXCEPTION";

    /** Spring Boot 3 and 4 set these before any handler runs; the dispatcher's is set after a handler has succeeded. */
    private static final List<String> BOOT_ATTRIBUTES = List.of(
            "org.springframework.boot.web.servlet.error.DefaultErrorAttributes.ERROR",
            "org.springframework.boot.webmvc.error.DefaultErrorAttributes.ERROR");

    /** Spring's {@code DisconnectedClientHelper} takes these, by simple name, as proof that the client left. */
    private static final Set<String> DISCONNECTED =
            Set.of("AbortedException", "ClientAbortException", "EOFException", "EofException");

    private static final List<String> DISCONNECTED_MESSAGES = List.of("broken pipe", "connection reset by peer");

    /** Spring excludes exceptions whose chain contains one of these: they come from an upstream. */
    private static final List<String> CLIENTS =
            List.of("org.springframework.web.client.", "org.springframework.web.reactive.function.client.");

    /** Spring creates it when an asynchronous result does not come in time. */
    private static final String ASYNC_TIMEOUT =
            "org.springframework.web.context.request.async.AsyncRequestTimeoutException";

    private SpringExceptions() {}

    /** Returns the exception that Spring met, or {@code null} if there was none. */
    public static @Nullable Throwable met(ServletRequest request) {
        Throwable exception = handled(request);
        for (String attribute : BOOT_ATTRIBUTES) {
            if (exception == null && request.getAttribute(attribute) instanceof Throwable met) {
                exception = met;
            }
        }
        return exception;
    }

    private static @Nullable Throwable handled(ServletRequest request) {
        return request.getAttribute(DISPATCHER_ATTRIBUTE) instanceof Throwable handled ? handled : null;
    }

    /** Returns the exception that Spring hid: in an answer that was {@code committed}, or by taking it for a client's abort. */
    public static @Nullable Throwable swallowed(ServletRequest request, boolean committed) {
        Throwable handled = handled(request);
        return handled != null && (committed || isTakenForClientDisconnect(handled)) ? handled : null;
    }

    /** Returns whether Spring answers because an asynchronous result did not come in time. */
    public static boolean isAsyncTimeout(ServletRequest request) {
        Throwable met = met(request);
        return met != null && met.getClass().getName().equals(ASYNC_TIMEOUT);
    }

    /** Returns whether Spring thinks that the client left, and therefore ends the answer with whatever status it has. */
    static boolean isTakenForClientDisconnect(Throwable exception) {
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
