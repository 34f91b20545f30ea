package io.github.gatefault.spring;

import io.github.gatefault.filter.incident.IncidentStoreException;
import io.github.gatefault.filter.lookup.IncidentLookup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The lookup as an endpoint of the actuator: the latest incidents, and all that is known of one. It names upstreams and evidence,
 * so it is for operators, and not exposed unless they say so.
 */
@Endpoint(id = "gatefault")
final class GatefaultEndpoint {
    private final IncidentLookup lookup;

    GatefaultEndpoint(IncidentLookup lookup) {
        this.lookup = lookup;
    }

    /** Answers with the latest incidents that meet all of these; what is not given is no condition. */
    @ReadOperation
    WebEndpointResponse<Map<String, Object>> incidents(
            // Of the two, Boot 3 knows the one and Boot 4 the other.
            @org.springframework.lang.Nullable @Nullable String cause,
            @org.springframework.lang.Nullable @Nullable String category,
            @org.springframework.lang.Nullable @Nullable String upstream,
            @org.springframework.lang.Nullable @Nullable String from,
            @org.springframework.lang.Nullable @Nullable String until,
            @org.springframework.lang.Nullable @Nullable String limit) {
        Map<String, String> wishes = new LinkedHashMap<>();
        put(wishes, "cause", cause);
        put(wishes, "category", category);
        put(wishes, "upstream", upstream);
        put(wishes, "from", from);
        put(wishes, "until", until);
        put(wishes, "limit", limit);
        return answer(() -> new WebEndpointResponse<>(lookup.search(wishes)));
    }

    /** Answers with all that is known of the latest incident with this ID, or that there is none. */
    @ReadOperation
    WebEndpointResponse<Map<String, Object>> incident(@Selector String id) {
        return answer(() -> lookup.incident(id)
                .map(WebEndpointResponse::new)
                .orElseGet(() -> new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND)));
    }

    private static void put(Map<String, String> wishes, String name, @Nullable String value) {
        if (value != null) {
            wishes.put(name, value);
        }
    }

    private static WebEndpointResponse<Map<String, Object>> answer(
            Supplier<WebEndpointResponse<Map<String, Object>>> lookup) {
        try {
            return lookup.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidEndpointRequestException(e.getMessage(), e.getMessage(), e);
        } catch (IncidentStoreException e) {
            return new WebEndpointResponse<>(
                    Map.of("error", "The store of the incidents cannot be read now; the log has them"),
                    WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
        }
    }
}
