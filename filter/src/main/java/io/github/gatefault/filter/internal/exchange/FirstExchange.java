package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.filter.internal.correlation.CorrelationId;
import io.github.gatefault.filter.internal.logging.LogContext;
import io.github.gatefault.filter.internal.upstream.Calls;
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
                TextPrefix.class,
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
            Class.forName(type.getName(), true, type.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(type + " is one of ours, and not there", e);
        }
    }
}
