package io.github.gatefault.clients.client;

import static io.github.gatefault.clients.upstream.Ability.BLOCKS;
import static io.github.gatefault.clients.upstream.Ability.BREAKS_CIRCUIT;
import static io.github.gatefault.clients.upstream.Ability.BULKHEADS;
import static io.github.gatefault.clients.upstream.Ability.CANCELS;
import static io.github.gatefault.clients.upstream.Ability.CONNECTS;
import static io.github.gatefault.clients.upstream.Ability.GUNZIPS;
import static io.github.gatefault.clients.upstream.Ability.HTTP;
import static io.github.gatefault.clients.upstream.Ability.HTTP2;
import static io.github.gatefault.clients.upstream.Ability.LIMITS_BODY;
import static io.github.gatefault.clients.upstream.Ability.LIMITS_TIME;
import static io.github.gatefault.clients.upstream.Ability.POOLS;
import static io.github.gatefault.clients.upstream.Ability.THROWS_STATUS;

import io.github.gatefault.clients.upstream.Ability;
import io.github.gatefault.clients.upstream.Trouble;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.security.CodeSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All clients: what each is called, where its version stands, how it is made, and what it can do. */
@SuppressWarnings("ImmutableEnumChecker") // sets that nobody changes, and method references
public enum Zoo {
    /** The body is passed on as it comes. */
    JDK("JDK `HttpClient`", HttpClient.class, JdkClients::blocking, HTTP, HTTP2, BLOCKS),
    /** {@code sendAsync}. */
    JDK_ASYNC("JDK `HttpClient` (async)", HttpClient.class, JdkClients::async, HTTP, HTTP2, LIMITS_BODY),
    URL_CONNECTION(
            "`HttpURLConnection`", HttpURLConnection.class, JdkClients::urlConnection, HTTP, LIMITS_BODY, BLOCKS),

    OKHTTP(
            "OkHttp",
            okhttp3.OkHttpClient.class,
            OkHttpClients::okHttpClient,
            HTTP,
            HTTP2,
            GUNZIPS,
            LIMITS_BODY,
            BLOCKS,
            CANCELS),
    RETROFIT(
            "Retrofit",
            retrofit2.Retrofit.class,
            OkHttpClients::retrofit,
            HTTP,
            HTTP2,
            GUNZIPS,
            LIMITS_BODY,
            BLOCKS,
            CANCELS),
    FEIGN("OpenFeign", feign.Feign.class, OkHttpClients::feign, HTTP, GUNZIPS, LIMITS_BODY, THROWS_STATUS, BLOCKS),
    FEIGN_OKHTTP(
            "OpenFeign over OkHttp",
            feign.Feign.class,
            OkHttpClients::feignOverOkHttp,
            HTTP,
            HTTP2,
            GUNZIPS,
            LIMITS_BODY,
            THROWS_STATUS,
            BLOCKS),

    APACHE_4(
            "Apache HttpClient 4",
            org.apache.http.client.HttpClient.class,
            ApacheClients::four,
            HTTP,
            GUNZIPS,
            LIMITS_BODY,
            POOLS,
            BLOCKS,
            CANCELS),
    APACHE_5(
            "Apache HttpClient 5",
            org.apache.hc.client5.http.classic.HttpClient.class,
            ApacheClients::classic,
            HTTP,
            GUNZIPS,
            LIMITS_BODY,
            POOLS,
            BLOCKS,
            CANCELS),
    APACHE_5_ASYNC(
            "Apache HttpClient 5 (async)",
            org.apache.hc.client5.http.async.HttpAsyncClient.class,
            ApacheClients::async,
            HTTP,
            HTTP2,
            GUNZIPS,
            LIMITS_BODY,
            BLOCKS,
            CANCELS),
    JETTY(
            "Jetty `HttpClient`",
            org.eclipse.jetty.client.HttpClient.class,
            JettyClients::blocking,
            HTTP,
            HTTP2,
            GUNZIPS,
            LIMITS_BODY,
            BLOCKS),
    REACTOR_NETTY(
            "Reactor Netty",
            reactor.netty.http.client.HttpClient.class,
            NettyClients::reactorNetty,
            HTTP,
            HTTP2,
            GUNZIPS,
            LIMITS_BODY,
            POOLS,
            BLOCKS),
    VERTX("Vert.x", io.vertx.core.Vertx.class, NettyClients::vertx, HTTP, HTTP2, GUNZIPS, LIMITS_BODY, POOLS),
    ASYNC_HTTP_CLIENT(
            "AsyncHttpClient",
            org.asynchttpclient.AsyncHttpClient.class,
            NettyClients::asyncHttpClient,
            HTTP,
            GUNZIPS,
            LIMITS_BODY,
            BLOCKS,
            CANCELS),
    ARMERIA(
            "Armeria",
            com.linecorp.armeria.client.WebClient.class,
            NettyClients::armeria,
            HTTP,
            HTTP2,
            LIMITS_BODY,
            BLOCKS),
    JERSEY(
            "Jersey",
            org.glassfish.jersey.client.JerseyClient.class,
            JerseyClient::of,
            HTTP,
            LIMITS_BODY,
            THROWS_STATUS,
            BLOCKS),

    REST_TEMPLATE(
            "`RestTemplate`",
            org.springframework.web.client.RestTemplate.class,
            SpringClients::restTemplate,
            HTTP,
            LIMITS_BODY,
            THROWS_STATUS,
            BLOCKS),
    REST_CLIENT_SIMPLE(
            "`RestClient` over `HttpURLConnection`",
            org.springframework.web.client.RestClient.class,
            SpringClients::restClientOverUrlConnection,
            HTTP,
            LIMITS_BODY,
            THROWS_STATUS,
            BLOCKS),
    REST_CLIENT_JDK(
            "`RestClient` over JDK `HttpClient`",
            org.springframework.web.client.RestClient.class,
            SpringClients::restClientOverJdk,
            HTTP,
            HTTP2,
            LIMITS_BODY,
            THROWS_STATUS,
            BLOCKS),
    REST_CLIENT_APACHE(
            "`RestClient` over Apache HttpClient 5",
            org.springframework.web.client.RestClient.class,
            SpringClients::restClientOverApache,
            HTTP,
            GUNZIPS,
            LIMITS_BODY,
            THROWS_STATUS,
            POOLS,
            BLOCKS),
    REST_CLIENT_JETTY(
            "`RestClient` over Jetty",
            org.springframework.web.client.RestClient.class,
            SpringClients::restClientOverJetty,
            HTTP,
            HTTP2,
            GUNZIPS,
            LIMITS_BODY,
            THROWS_STATUS,
            BLOCKS),
    REST_CLIENT_REACTOR(
            "`RestClient` over Reactor Netty",
            org.springframework.web.client.RestClient.class,
            SpringClients::restClientOverReactor,
            HTTP,
            HTTP2,
            GUNZIPS,
            LIMITS_BODY,
            THROWS_STATUS,
            POOLS,
            BLOCKS),
    WEB_CLIENT_REACTOR(
            "`WebClient` over Reactor Netty",
            org.springframework.web.reactive.function.client.WebClient.class,
            SpringClients::webClientOverReactor,
            HTTP,
            HTTP2,
            GUNZIPS,
            LIMITS_BODY,
            THROWS_STATUS,
            POOLS,
            BLOCKS),
    WEB_CLIENT_JDK(
            "`WebClient` over JDK `HttpClient`",
            org.springframework.web.reactive.function.client.WebClient.class,
            SpringClients::webClientOverJdk,
            HTTP,
            HTTP2,
            THROWS_STATUS,
            BLOCKS),

    GRPC("gRPC over its Netty", io.grpc.ManagedChannel.class, GrpcClient::of, CONNECTS, HTTP2, BLOCKS),
    POSTGRESQL("PostgreSQL JDBC driver", org.postgresql.Driver.class, StoreClients::postgres, CONNECTS),
    HIKARI(
            "PostgreSQL behind HikariCP",
            com.zaxxer.hikari.HikariDataSource.class,
            StoreClients::hikari,
            CONNECTS,
            POOLS),
    LETTUCE("Lettuce", io.lettuce.core.RedisClient.class, StoreClients::lettuce, CONNECTS, BLOCKS),
    JEDIS("Jedis", redis.clients.jedis.RedisClient.class, StoreClients::jedis, CONNECTS, POOLS),
    RESILIENCE4J(
            "resilience4j",
            io.github.resilience4j.circuitbreaker.CircuitBreaker.class,
            GuardedClients::resilience4j,
            BREAKS_CIRCUIT,
            BULKHEADS,
            LIMITS_TIME),
    FAILSAFE("Failsafe", dev.failsafe.Failsafe.class, GuardedClients::failsafe, BREAKS_CIRCUIT, BULKHEADS, LIMITS_TIME);

    private static final Pattern VERSION_OF_JAR = Pattern.compile("-([0-9][^/]*)\\.jar$");

    private final String path = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String title;
    private final Class<?> partOfIt;
    private final Client.Factory factory;
    private final Set<Ability> abilities;

    Zoo(String title, Class<?> partOfIt, Client.Factory factory, Ability first, Ability... more) {
        this.title = title;
        this.partOfIt = partOfIt;
        this.factory = factory;
        this.abilities = EnumSet.of(first, more);
        if (can(HTTP)) {
            abilities.add(CONNECTS);
        }
    }

    /** Returns its name, as its makers write it. */
    public String title() {
        return title;
    }

    /** Returns the path segment that names it. */
    public String path() {
        return path;
    }

    /** Returns its version, as the name of its jar tells it; of the JDK's own, those that the tests run on. */
    public String version() {
        CodeSource jar = partOfIt.getProtectionDomain().getCodeSource();
        if (jar == null || jar.getLocation().getProtocol().equals("jrt")) {
            return "17 and 25";
        }
        Matcher version = VERSION_OF_JAR.matcher(jar.getLocation().getPath());
        if (!version.find()) {
            throw new IllegalStateException("A jar without a version in its name: " + jar.getLocation());
        }
        return version.group(1);
    }

    /** Returns a client with these settings. */
    public Client open(Settings settings) throws Exception {
        return factory.open(settings);
    }

    /** Returns whether it can do this. */
    public boolean can(Ability ability) {
        return abilities.contains(ability);
    }

    /** Returns what it can meet. */
    public List<Trouble> troubles() {
        return Stream.of(Trouble.values())
                .filter(trouble -> abilities.contains(trouble.needs()))
                .toList();
    }
}
