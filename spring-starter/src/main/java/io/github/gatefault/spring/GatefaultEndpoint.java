package io.github.gatefault.spring;

import io.github.gatefault.filter.incident.IncidentStoreException;
import io.github.gatefault.filter.lookup.IncidentLookup;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** The actuator's endpoint for the incident lookup. Not exposed by default, since it names upstreams and evidence. */
@Endpoint(id = "gatefault")
final class GatefaultEndpoint {
    private final IncidentLookup lookup;

    GatefaultEndpoint(IncidentLookup lookup) {
        this.lookup = lookup;
    }

    /** Returns the latest incidents that match all given parameters. */
    @ReadOperation
    WebEndpointResponse<Map<String, Object>> incidents(
            // Boot 3 needs Spring's annotation, Boot 4 that of JSpecify.
            @org.springframework.lang.Nullable @Nullable String cause,
            @org.springframework.lang.Nullable @Nullable String category,
            @org.springframework.lang.Nullable @Nullable String upstream,
            @org.springframework.lang.Nullable @Nullable String from,
            @org.springframework.lang.Nullable @Nullable String until,
            @org.springframework.lang.Nullable @Nullable String limit) {
        Map<String, String> parameters = Map.of(
                "cause", blankIfNull(cause),
                "category", blankIfNull(category),
                "upstream", blankIfNull(upstream),
                "from", blankIfNull(from),
                "until", blankIfNull(until),
                "limit", blankIfNull(limit));
        return answer(() -> new WebEndpointResponse<>(lookup.search(parameters)));
    }

    /** Returns all that is known about the latest incident with this ID, or status 404. */
    @ReadOperation
    WebEndpointResponse<Map<String, Object>> incident(@Selector String id) {
        return answer(() -> lookup.incident(id)
                .map(WebEndpointResponse::new)
                .orElseGet(() -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND)));
    }

    private static String blankIfNull(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static WebEndpointResponse<Map<String, Object>> answer(
            Supplier<WebEndpointResponse<Map<String, Object>>> lookup) {
        try {
            return lookup.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidEndpointRequestException(e.getMessage(), e.getMessage(), e);
        } catch (IncidentStoreException e) {
            return new WebEndpointResponse<>(
                    Map.of("error", "The incident store cannot be read now; the log has the incidents"),
                    WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
        }
    }
}
