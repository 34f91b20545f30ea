package io.github.gatefault.clients.client;

import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;

/** The JDK's two. */
final class JdkClients {
    private JdkClients() {}

    static HttpClient httpClient(Settings settings) {
        return HttpClient.newBuilder()
                .connectTimeout(settings.connect())
                .followRedirects(Redirect.NORMAL)
                .sslContext(settings.trust().sslContext())
                .build();
    }

    private static HttpRequest get(String url, Settings settings) {
        return HttpRequest.newBuilder(URI.create(url))
                .timeout(settings.answer())
                .build();
    }

    static Client blocking(Settings settings) {
        HttpClient client = httpClient(settings);
        return (url, visit) -> {
            HttpResponse<InputStream> answer = client.send(get(url, settings), BodyHandlers.ofInputStream());
            visit.stream(answer.statusCode(), answer.body());
        };
    }

    /** Its own time-out ends with the headers, so there is a second one for the whole. */
    static Client async(Settings settings) {
        HttpClient client = httpClient(settings);
        return (url, visit) -> visit.later(client.sendAsync(get(url, settings), BodyHandlers.ofByteArray())
                .orTimeout(2 * settings.answer().toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(answer -> new Visit.Whole(answer.statusCode(), answer.body())));
    }

    static Client urlConnection(Settings settings) {
        return (url, visit) -> {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url).toURL().openConnection();
            if (connection instanceof HttpsURLConnection secure) {
                secure.setSSLSocketFactory(settings.trust().sslSocketFactory());
            }
            connection.setConnectTimeout((int) settings.connect().toMillis());
            connection.setReadTimeout((int) settings.answer().toMillis());
            int status = connection.getResponseCode();
            visit.stream(status, status < 400 ? connection.getInputStream() : connection.getErrorStream());
        };
    }
}
