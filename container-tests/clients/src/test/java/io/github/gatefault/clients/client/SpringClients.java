package io.github.gatefault.clients.client;

import java.io.IOException;
import java.net.HttpURLConnection;
import javax.net.ssl.HttpsURLConnection;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.eclipse.jetty.client.HttpClient;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.JettyClientHttpRequestFactory;
import org.springframework.http.client.ReactorClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;

/** Spring's three, over what they can be over. */
final class SpringClients {
    private SpringClients() {}

    static Client restTemplate(Settings settings) {
        RestTemplate template = new RestTemplate(simple(settings));
        return (url, visit) -> whole(template.getForEntity(url, byte[].class), visit);
    }

    static Client restClientOverUrlConnection(Settings settings) {
        return restClient(simple(settings));
    }

    static Client restClientOverJdk(Settings settings) {
        JdkClientHttpRequestFactory factory = new JdkClientHttpRequestFactory(JdkClients.httpClient(settings));
        factory.setReadTimeout(settings.answer());
        return restClient(factory);
    }

    static Client restClientOverApache(Settings settings) {
        CloseableHttpClient client = ApacheClients.five(settings);
        return new Closing(restClient(new HttpComponentsClientHttpRequestFactory(client)), client);
    }

    static Client restClientOverJetty(Settings settings) throws Exception {
        HttpClient client = JettyClients.httpClient(settings);
        JettyClientHttpRequestFactory factory = new JettyClientHttpRequestFactory(client);
        factory.setReadTimeout(settings.answer());
        return new Closing(restClient(factory), client::stop);
    }

    static Client restClientOverReactor(Settings settings) {
        NettyClients.Reactor reactor = NettyClients.Reactor.of(settings);
        return new Closing(restClient(new ReactorClientHttpRequestFactory(reactor.client())), reactor);
    }

    static Client webClientOverReactor(Settings settings) {
        NettyClients.Reactor reactor = NettyClients.Reactor.of(settings);
        return new Closing(webClient(new ReactorClientHttpConnector(reactor.client())), reactor);
    }

    static Client webClientOverJdk(Settings settings) {
        JdkClientHttpConnector connector = new JdkClientHttpConnector(JdkClients.httpClient(settings));
        connector.setReadTimeout(settings.answer());
        return webClient(connector);
    }

    private static Client restClient(ClientHttpRequestFactory factory) {
        RestClient client = RestClient.builder().requestFactory(factory).build();
        return (url, visit) -> whole(client.get().uri(url).retrieve().toEntity(byte[].class), visit);
    }

    private static Client webClient(ClientHttpConnector connector) {
        WebClient client = WebClient.builder().clientConnector(connector).build();
        return (url, visit) -> whole(
                client.get()
                        .uri(url)
                        .retrieve()
                        .toEntity(byte[].class)
                        .blockOptional()
                        .orElseThrow(),
                visit);
    }

    private static void whole(ResponseEntity<byte[]> answer, Visit visit) throws IOException {
        visit.whole(answer.getStatusCode().value(), answer.getBody());
    }

    private static ClientHttpRequestFactory simple(Settings settings) {
        SimpleClientHttpRequestFactory factory = new SimpleClientHttpRequestFactory() {
            @Override
            protected void prepareConnection(HttpURLConnection connection, String method) throws IOException {
                super.prepareConnection(connection, method);
                if (connection instanceof HttpsURLConnection secure) {
                    secure.setSSLSocketFactory(settings.trust().sslSocketFactory());
                }
            }
        };
        factory.setConnectTimeout(settings.connect());
        factory.setReadTimeout(settings.answer());
        return factory;
    }
}
