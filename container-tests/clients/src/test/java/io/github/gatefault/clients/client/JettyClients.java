package io.github.gatefault.clients.client;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientConnectionFactory;
import org.eclipse.jetty.client.transport.HttpClientTransportDynamic;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.ClientConnectionFactoryOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Jetty's. */
final class JettyClients {
    private JettyClients() {}

    static HttpClient httpClient(Settings settings) throws Exception {
        ClientConnector connector = new ClientConnector();
        SslContextFactory.Client tls = new SslContextFactory.Client();
        tls.setSslContext(settings.trust().sslContext());
        connector.setSslContextFactory(tls);
        HttpClient client = new HttpClient(new HttpClientTransportDynamic(
                connector,
                HttpClientConnectionFactory.HTTP11,
                new ClientConnectionFactoryOverHTTP2.HTTP2(new HTTP2Client(connector))));
        client.setConnectTimeout(settings.connect().toMillis());
        client.start();
        return client;
    }

    static Client blocking(Settings settings) throws Exception {
        HttpClient client = httpClient(settings);
        return new Closing(
                (url, visit) -> {
                    ContentResponse answer = client.newRequest(url)
                            .timeout(settings.connect().plus(settings.answer()).toMillis(), TimeUnit.MILLISECONDS)
                            .idleTimeout(settings.answer().toMillis(), TimeUnit.MILLISECONDS)
                            .send();
                    visit.whole(answer.getStatus(), answer.getContent());
                },
                client::stop);
    }
}
