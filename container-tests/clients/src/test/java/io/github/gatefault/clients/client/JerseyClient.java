package io.github.gatefault.clients.client;

import jakarta.ws.rs.client.ClientBuilder;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.client.JerseyClientBuilder;

/** Jersey, over the connections of {@code HttpURLConnection}, as it is unless another connector is chosen. */
final class JerseyClient {
    private JerseyClient() {}

    static Client of(Settings settings) {
        ClientBuilder builder = new JerseyClientBuilder()
                .sslContext(settings.trust().sslContext())
                .connectTimeout(settings.connect().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(settings.answer().toMillis(), TimeUnit.MILLISECONDS);
        jakarta.ws.rs.client.Client client = builder.build();
        return new Closing(
                (url, visit) -> visit.whole(200, client.target(url).request().get(byte[].class)), client);
    }
}
