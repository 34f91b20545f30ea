package io.github.gatefault.spring;

import io.github.gatefault.filter.upstream.UpstreamCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestInitializer;
import org.springframework.web.client.RestClientException;

/**
 * The calls of {@code RestClient} and {@code RestTemplate}. An interceptor would see their end as well, but for one interceptor
 * Spring keeps each request's body in memory as a whole, however large it is.
 */
final class RestCalls implements ClientHttpRequestInitializer {
    private final OutgoingCalls calls;

    RestCalls(OutgoingCalls calls) {
        this.calls = calls;
    }

    @Override
    public void initialize(ClientHttpRequest request) {
        Optional<UpstreamCall> call = calls.begin(request.getMethod().name(), request.getURI());
        call.ifPresent(begun -> begun.failsWith(RestClientException.class));
        HttpHeaders headers = request.getHeaders();
        if (headers.getFirst(calls.header()) == null) {
            calls.id(call).ifPresent(id -> headers.put(calls.header(), new GivingWay(id)));
        }
    }

    /** A value that the application's value replaces. {@code RestClient} adds to the values that are already there. */
    private static final class GivingWay extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        /** Whether the value is still ours. */
        private boolean ours = true;

        GivingWay(String value) {
            super(List.of(value));
        }

        @Override
        public boolean add(String value) {
            giveWay();
            return super.add(value);
        }

        @Override
        public boolean addAll(Collection<? extends String> values) {
            giveWay();
            return super.addAll(values);
        }

        private void giveWay() {
            if (ours) {
                ours = false;
                clear();
            }
        }
    }
}
