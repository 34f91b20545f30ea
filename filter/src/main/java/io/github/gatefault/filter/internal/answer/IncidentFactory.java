package io.github.gatefault.filter.internal.answer;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.cause.Outcome;
import io.github.gatefault.filter.classify.Cause;
import io.github.gatefault.filter.internal.http.RetryAfter;
import io.github.gatefault.filter.internal.upstream.Call;
import io.github.gatefault.filter.upstream.Upstream;
import io.github.gatefault.filter.upstream.Upstreams;
import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.Notice;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes the incident of a failed exchange.
 *
 * @param pages the pages, which know the operators' notices
 * @param statusPolicy the status for a cause and for the status that the upstream answered with
 * @param defaultUpstream the upstream's name where nothing else tells it, or {@code null} for none
 * @param upstreams the names of the upstreams
 * @param clock the time of incidents
 */
public record IncidentFactory(
        Supplier<ErrorPages> pages,
        ToIntBiFunction<CauseType, @Nullable Integer> statusPolicy,
        @Nullable String defaultUpstream,
        Upstreams upstreams,
        InstantSource clock) {
    /** The route that Spring Cloud Gateway chose: {@code MvcUtils.GATEWAY_ROUTE_ID_ATTR} in 4.3 and 5.0. */
    private static final String GATEWAY_ROUTE = "GatewayServerMvc.gatewayRouteId";

    Incident create(FailedExchange failed, Outcome outcome) {
        HttpServletRequest request = failed.request();
        Cause cause = failed.cause();
        // Finer than anybody reads or compares.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String id = failed.id().value();
        Incident.Builder incident = Incident.builder(id, now, cause.type())
                .causeDetail(cause.detail())
                .requestSent(failed.requestSent())
                .status(
                        outcome == Outcome.REPLACED
                                ? statusPolicy.applyAsInt(cause.type(), cause.receivedStatus())
                                : failed.status())
                .request(request.getMethod(), request.getRequestURI())
                .duration(failed.failure().elapsed())
                .outcome(outcome)
                .upstream(upstreamOf(failed))
                .answeredBy(cause.answeredBy())
                .receivedStatus(cause.receivedStatus())
                .traceId(failed.id().isTraceId() ? id : null)
                .evidence(cause.evidence())
                .confidence(cause.confidence());
        Duration retryAfter = retryAfter(failed, now);
        if (retryAfter != null) {
            incident.retryAfter(retryAfter);
        }
        return incident.build();
    }

    /** Returns an incident that did not happen. */
    Incident sample(Cause cause) {
        return Incident.builder("sample", clock.instant(), cause.type())
                .status(statusPolicy.applyAsInt(cause.type(), null))
                .request("GET", "/")
                .evidence(cause.evidence())
                .build();
    }

    /** Returns the name from the failure, else from the host that was called, else from the gateway's route, else the default. */
    private @Nullable String upstreamOf(FailedExchange failed) {
        if (failed.cause().upstream() != null) {
            return failed.cause().upstream();
        }
        Call call = failed.failedCall();
        Optional<String> configured = call == null ? Optional.empty() : upstreams.nameOf(call.host(), call.port());
        if (configured.isPresent()) {
            return configured.get();
        }
        return failed.request().getAttribute(GATEWAY_ROUTE) instanceof String route && Upstream.isName(route)
                ? route
                : defaultUpstream;
    }

    /** Returns how long to wait: as an operator's notice says, else as the upstream says, else {@code null}. */
    private @Nullable Duration retryAfter(FailedExchange failed, Instant now) {
        Instant until = pages.get()
                .notice(failed.request().getServerName(), now)
                .map(Notice::until)
                .orElse(null);
        return until != null && failed.cause().type().retryable()
                ? Duration.between(now, until)
                : RetryAfter.parse(failed.relayedRetryAfter(), now);
    }
}
