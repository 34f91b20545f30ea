package io.github.gatefault.filter.internal.assembly;

import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.filter.internal.answer.BuiltInPages;
import io.github.gatefault.filter.internal.correlation.CorrelationIdResolver;
import io.github.gatefault.filter.internal.exchange.ExchangeConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A filter that has started.
 *
 * @param ids chooses the ID of an exchange
 * @param scope the requests that the filter handles
 * @param exchanges what all exchanges share
 * @param builtInPages the pages that the filter itself serves, or {@code null} for none
 * @param ownStore the store that stops with the filter, or {@code null} where somebody else closes it
 */
public record RunningFilter(
        CorrelationIdResolver ids,
        Predicate<HttpServletRequest> scope,
        ExchangeConfig exchanges,
        @Nullable BuiltInPages builtInPages,
        @Nullable IncidentStore ownStore) {
    /** Stops the listeners and closes the filter's own store. */
    public void stop() {
        exchanges.responder().stop();
        if (ownStore != null) {
            ownStore.close();
        }
    }
}
