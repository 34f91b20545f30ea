package io.github.gatefault.spring;

import io.github.gatefault.filter.upstream.UpstreamCall;
import java.util.Optional;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import reactor.core.publisher.Mono;

/** The calls of {@code WebClient}, from the thread that subscribes to the last byte of the answer. */
final class WebClientCalls implements ExchangeFilterFunction {
    private final OutgoingCalls calls;

    WebClientCalls(OutgoingCalls calls) {
        this.calls = calls;
    }

    @Override
    public Mono<ClientResponse> filter(ClientRequest request, ExchangeFunction next) {
        Optional<UpstreamCall> call = calls.begin(request.method().name(), request.url());
        ClientRequest outgoing = request.headers().getFirst(calls.header()) != null
                ? request
                : calls.id(call)
                        .map(id -> ClientRequest.from(request)
                                .header(calls.header(), id)
                                .build())
                        .orElse(request);
        Mono<ClientResponse> answer = next.exchange(outgoing);
        return call.map(begun -> watched(answer, begun)).orElse(answer);
    }

    private static Mono<ClientResponse> watched(Mono<ClientResponse> answer, UpstreamCall call) {
        return answer.doOnError(call::failed).map(response -> {
            call.answered(response.statusCode().value());
            return response.mutate().body(body -> body.doOnError(call::failed)).build();
        });
    }
}
