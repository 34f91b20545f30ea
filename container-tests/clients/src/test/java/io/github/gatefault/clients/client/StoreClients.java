package io.github.gatefault.clients.client;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;

/** What is behind other protocols than HTTP: a database, with a pool and without, and Redis. */
final class StoreClients {
    /** A pool gives up only when this is over, whatever fails; the driver's own time-outs, in seconds, come before it. */
    private static final Duration POOL_PATIENCE = Duration.ofMillis(2500);

    private StoreClients() {}

    /** Without TLS, and without the questions that the driver asks before the first query. */
    private static String jdbcUrl(String url, Settings settings) {
        URI uri = URI.create(url);
        return "jdbc:postgresql://%s:%d/zoo?user=zoo&sslmode=disable&assumeMinServerVersion=14&connectTimeout=%d&socketTimeout=%d&loginTimeout=60"
                .formatted(uri.getHost(), uri.getPort(), seconds(settings.connect()), seconds(settings.answer()));
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.toSeconds());
    }

    static Client postgres(Settings settings) {
        return (url, visit) -> {
            try (Connection connection = DriverManager.getConnection(jdbcUrl(url, settings))) {
                query(connection, visit);
            }
        };
    }

    static Client hikari(Settings settings) {
        Map<String, HikariDataSource> pools = new ConcurrentHashMap<>();
        return new Closing(
                (url, visit) -> {
                    HikariDataSource pool = pools.computeIfAbsent(jdbcUrl(url, settings), jdbcUrl -> {
                        HikariConfig config = new HikariConfig();
                        config.setJdbcUrl(jdbcUrl);
                        config.setMaximumPoolSize(settings.connections());
                        config.setMinimumIdle(0);
                        config.setInitializationFailTimeout(-1);
                        config.setConnectionTimeout(Math.min(settings.share().toMillis(), POOL_PATIENCE.toMillis()));
                        return new HikariDataSource(config);
                    });
                    try (Connection connection = pool.getConnection()) {
                        query(connection, visit);
                    }
                },
                () -> pools.values().forEach(HikariDataSource::close));
    }

    private static void query(Connection connection, Visit visit) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT 1")) {
            whole(result.next() ? result.getString(1) : null, visit);
        }
    }

    /** It looks up names as the JDK does, as it would where Netty's own resolver is not on the class path. */
    static Client lettuce(Settings settings) {
        ClientResources resources = ClientResources.builder()
                .addressResolverGroup(DefaultAddressResolverGroup.INSTANCE)
                .build();
        RedisClient client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder()
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(settings.connect())
                        .build())
                .build());
        return new Closing(
                (url, visit) -> {
                    URI uri = URI.create(url);
                    RedisURI redis = RedisURI.Builder.redis(uri.getHost(), uri.getPort())
                            .withTimeout(settings.answer())
                            .build();
                    try (StatefulRedisConnection<String, String> connection = client.connect(redis)) {
                        whole(connection.sync().get("answer"), visit);
                    }
                },
                () -> {
                    client.close();
                    resources.shutdown(0, 1, TimeUnit.SECONDS).get();
                });
    }

    /** It introduces itself to no server, so that its first question is the app's. */
    static Client jedis(Settings settings) {
        Map<String, redis.clients.jedis.RedisClient> pools = new ConcurrentHashMap<>();
        return new Closing(
                (url, visit) -> whole(
                        pools.computeIfAbsent(url, any -> jedisPool(URI.create(url), settings))
                                .get("answer"),
                        visit),
                () -> pools.values().forEach(redis.clients.jedis.RedisClient::close));
    }

    private static redis.clients.jedis.RedisClient jedisPool(URI uri, Settings settings) {
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(settings.connections());
        pool.setMaxWait(settings.share());
        return redis.clients.jedis.RedisClient.builder()
                .hostAndPort(new HostAndPort(uri.getHost(), uri.getPort()))
                .clientConfig(DefaultJedisClientConfig.builder()
                        .connectionTimeoutMillis((int) settings.connect().toMillis())
                        .socketTimeoutMillis((int) settings.answer().toMillis())
                        .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                        .resp2()
                        .build())
                .poolConfig(pool)
                .build();
    }

    private static void whole(@Nullable String value, Visit visit) throws Exception {
        visit.whole(value == null ? 404 : 200, value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }
}
