package io.github.gatefault.filter.exchange;

import io.github.gatefault.filter.correlation.CorrelationId;
import io.github.gatefault.filter.correlation.LogContext;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * The classes that each exchange needs, however healthy. They are loaded when the filter warms up, so that no visitor waits
 * for them.
 */
public final class FirstExchange {
    private FirstExchange() {}

    /** Loads the classes. */
    public static void prepare() {
        List<Class<?>> needed = List.of(
                CorrelationId.class,
                LogContext.class,
                Exchange.class,
                ExchangeRequest.class,
                ExchangeInputStream.class,
                ExchangeResponse.class,
                ExchangeOutputStream.class,
                ExchangeWriter.class,
                HeldText.class,
                AnswerWriter.class,
                Calls.class);
        for (Class<?> type : needed) {
            for (Class<?> member : type.getNestMembers()) {
                initialize(member);
            }
        }
    }

    private static void initialize(Class<?> type) {
        try {
            MethodHandles.lookup().ensureInitialized(type);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(type + " is one of ours, and closed to us", e);
        }
    }
}
