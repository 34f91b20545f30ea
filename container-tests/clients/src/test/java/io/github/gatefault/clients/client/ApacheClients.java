package io.github.gatefault.clients.client;

import java.util.concurrent.Future;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.util.Timeout;

/** Apache HttpClient 4, and 5 in both its forms. */
final class ApacheClients {
    private ApacheClients() {}

    static Client four(Settings settings) {
        org.apache.http.impl.client.CloseableHttpClient client = org.apache.http.impl.client.HttpClients.custom()
                .setSSLContext(settings.trust().sslContext())
                .setMaxConnTotal(settings.connections())
                .setMaxConnPerRoute(settings.connections())
                .setDefaultRequestConfig(org.apache.http.client.config.RequestConfig.custom()
                        .setConnectTimeout((int) settings.connect().toMillis())
                        .setSocketTimeout((int) settings.answer().toMillis())
                        .setConnectionRequestTimeout((int) settings.share().toMillis())
                        .build())
                .build();
        return new Closing(
                (url, visit) -> {
                    org.apache.http.client.methods.HttpGet get = new org.apache.http.client.methods.HttpGet(url);
                    visit.cancellable().accept(get::abort);
                    try (org.apache.http.client.methods.CloseableHttpResponse answer = client.execute(get)) {
                        visit.stream(
                                answer.getStatusLine().getStatusCode(),
                                answer.getEntity() == null
                                        ? null
                                        : answer.getEntity().getContent());
                    }
                },
                client);
    }

    static CloseableHttpClient five(Settings settings) {
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(ClientTlsStrategyBuilder.create()
                                .setSslContext(settings.trust().sslContext())
                                .buildClassic())
                        .setMaxConnTotal(settings.connections())
                        .setMaxConnPerRoute(settings.connections())
                        .setDefaultConnectionConfig(connection(settings))
                        .build())
                .setDefaultRequestConfig(request(settings))
                .disableAutomaticRetries()
                .build();
    }

    static Client classic(Settings settings) {
        CloseableHttpClient client = five(settings);
        return new Closing(
                (url, visit) -> {
                    HttpGet get = new HttpGet(url);
                    visit.cancellable().accept(get::cancel);
                    client.execute(get, answer -> {
                        visit.stream(
                                answer.getCode(),
                                answer.getEntity() == null
                                        ? null
                                        : answer.getEntity().getContent());
                        return null;
                    });
                },
                client);
    }

    static Client async(Settings settings) {
        TlsStrategy tls = ClientTlsStrategyBuilder.create()
                .setSslContext(settings.trust().sslContext())
                .buildAsync();
        CloseableHttpAsyncClient client = HttpAsyncClients.custom()
                .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                        .setTlsStrategy(tls)
                        .setMaxConnTotal(settings.connections())
                        .setMaxConnPerRoute(settings.connections())
                        .setDefaultConnectionConfig(connection(settings))
                        .build())
                .setDefaultRequestConfig(request(settings))
                .disableAutomaticRetries()
                .build();
        client.start();
        return new Closing(
                (url, visit) -> {
                    SimpleHttpRequest get = SimpleRequestBuilder.get(url).build();
                    Future<SimpleHttpResponse> future = client.execute(get, null);
                    visit.cancellable().accept(() -> future.cancel(true));
                    SimpleHttpResponse answer = future.get();
                    visit.whole(answer.getCode(), answer.getBodyBytes());
                },
                client);
    }

    private static ConnectionConfig connection(Settings settings) {
        return ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(settings.connect()))
                .setSocketTimeout(Timeout.of(settings.answer()))
                .build();
    }

    private static RequestConfig request(Settings settings) {
        return RequestConfig.custom()
                .setResponseTimeout(Timeout.of(settings.answer()))
                .setConnectionRequestTimeout(Timeout.of(settings.share()))
                .build();
    }
}
