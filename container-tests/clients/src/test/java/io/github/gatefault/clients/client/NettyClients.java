package io.github.gatefault.clients.client;

import com.linecorp.armeria.client.ClientFactory;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.TrustOptions;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.Dsl;
import org.asynchttpclient.ListenableFuture;
import org.asynchttpclient.Response;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider;

/**
 * What is built on Netty: Reactor Netty, Vert.x, AsyncHttpClient, Armeria. All of them look up names as the JDK does, where
 * that can be chosen: what Netty's own resolver makes of a name depends on the name server.
 */
final class NettyClients {
    private NettyClients() {}

    /** A client of Reactor Netty, with its connections. */
    record Reactor(HttpClient client, ConnectionProvider connections) implements AutoCloseable {
        static Reactor of(Settings settings) {
            ConnectionProvider connections = ConnectionProvider.builder("zoo")
                    .maxConnections(settings.connections())
                    .pendingAcquireTimeout(settings.share())
                    .build();
            SslProvider.GenericSslContextSpec<SslContextBuilder> spec = Http2SslContextSpec.forClient()
                    .configure(tls -> tls.trustManager(settings.trust().trustManager()));
            HttpClient client = HttpClient.create(connections)
                    .resolver(DefaultAddressResolverGroup.INSTANCE)
                    .protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
                    .secure(tls -> tls.sslContext(spec))
                    .followRedirect(true)
                    .compress(true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                            settings.connect().toMillis())
                    .responseTimeout(settings.answer());
            return new Reactor(client, connections);
        }

        @Override
        public void close() {
            connections.dispose();
        }
    }

    static Client reactorNetty(Settings settings) {
        Reactor reactor = Reactor.of(settings);
        return new Closing(
                (url, visit) -> {
                    Visit.Whole answer = reactor.client()
                            .get()
                            .uri(url)
                            .responseSingle((head, body) -> body.asByteArray()
                                    .defaultIfEmpty(new byte[0])
                                    .map(bytes -> new Visit.Whole(head.status().code(), bytes)))
                            .blockOptional()
                            .orElseThrow();
                    visit.whole(answer.status(), answer.body());
                },
                reactor);
    }

    /** The request's time-out ends with the headers, so there is a second one for the whole. */
    static Client vertx(Settings settings) {
        System.setProperty("vertx.disableDnsResolver", "true");
        Vertx vertx = Vertx.vertx();
        HttpClientAgent client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setConnectTimeout((int) settings.connect().toMillis())
                        .setTrustOptions(TrustOptions.wrap(settings.trust().trustManager()))
                        .setUseAlpn(true)
                        .setProtocolVersion(io.vertx.core.http.HttpVersion.HTTP_2)
                        .setDecompressionSupported(true))
                .with(new PoolOptions().setHttp1MaxSize(settings.connections()))
                .build();
        return new Closing(
                (url, visit) -> visit.later(client.request(new RequestOptions()
                                .setMethod(HttpMethod.GET)
                                .setAbsoluteURI(url)
                                .setFollowRedirects(true)
                                .setConnectTimeout(settings.share().toMillis())
                                .setIdleTimeout(settings.answer().toMillis()))
                        .compose(request -> request.send())
                        .compose(answer ->
                                answer.body().map(body -> new Visit.Whole(answer.statusCode(), body.getBytes())))
                        .timeout(2 * settings.answer().toMillis(), TimeUnit.MILLISECONDS)
                        .toCompletionStage()),
                () -> vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS));
    }

    static Client asyncHttpClient(Settings settings) throws SSLException {
        SslContext tls = SslContextBuilder.forClient()
                .trustManager(settings.trust().trustManager())
                .endpointIdentificationAlgorithm("HTTPS")
                .build();
        AsyncHttpClient client = Dsl.asyncHttpClient(Dsl.config()
                .setConnectTimeout(settings.connect())
                .setReadTimeout(settings.answer())
                .setRequestTimeout(settings.connect().plus(settings.answer()))
                .setFollowRedirect(true)
                .setMaxRequestRetry(0)
                .setCompressionEnforced(true)
                .setSslContext(tls));
        return new Closing(
                (url, visit) -> {
                    ListenableFuture<Response> future = client.prepareGet(url).execute();
                    visit.cancellable().accept(() -> future.cancel(true));
                    Response answer = future.get();
                    visit.whole(answer.getStatusCode(), answer.getResponseBodyAsBytes());
                },
                client);
    }

    /** Over plain connections it is told that the servers speak HTTP/1.1: it would begin with HTTP/2. */
    static Client armeria(Settings settings) {
        ClientFactory factory = ClientFactory.builder()
                .connectTimeout(settings.connect())
                .tlsCustomizer(tls -> tls.trustManager(settings.trust().trustManager()))
                .addressResolverGroupFactory(loops -> DefaultAddressResolverGroup.INSTANCE)
                .build();
        WebClient client = WebClient.builder()
                .factory(factory)
                .responseTimeout(settings.answer())
                .followRedirects()
                .build();
        return new Closing(
                (url, visit) -> {
                    AggregatedHttpResponse answer = client.get(url.replaceFirst("^http:", "h1c:"))
                            .aggregate()
                            .join();
                    visit.whole(answer.status().code(), answer.content().array());
                },
                factory);
    }
}
