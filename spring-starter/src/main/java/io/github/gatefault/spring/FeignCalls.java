package io.github.gatefault.spring;

import feign.Capability;
import feign.Client;
import feign.Request;
import feign.Response;
import io.github.gatefault.filter.upstream.UpstreamCall;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** The calls of Feign. Public since Feign calls it by reflection. Only the auto-configuration creates it. */
public final class FeignCalls implements Capability {
    private final OutgoingCalls calls;

    FeignCalls(OutgoingCalls calls) {
        this.calls = calls;
    }

    /** Returns a client that records its calls and sends the ID. */
    @Override
    public Client enrich(Client client) {
        return (request, options) -> {
            Optional<UpstreamCall> call =
                    uri(request).flatMap(uri -> calls.begin(request.httpMethod().name(), uri));
            if (!request.headers().containsKey(calls.header())) {
                calls.id(call).ifPresent(id -> request.header(calls.header(), id));
            }
            try {
                Response response = client.execute(request, options);
                call.ifPresent(begun -> begun.answered(response.status()));
                return response;
            } catch (IOException | RuntimeException e) {
                call.ifPresent(begun -> begun.failed(e));
                throw e;
            }
        };
    }

    private static Optional<URI> uri(Request request) {
        try {
            return Optional.of(URI.create(request.url()));
        } catch (IllegalArgumentException e) {
            // The client may accept it, or has the better error message.
            return Optional.empty();
        }
    }
}
