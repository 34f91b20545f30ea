package io.github.gatefault.benchmarks;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import io.github.gatefault.filter.BadGatewayFilter;
import io.github.gatefault.filter.incident.IncidentStore;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.LoggerFactory;

/**
 * A storm of failures on one application that keeps its incidents in a store and on another one that keeps none, a second each in
 * turn: is every ID in the log and in the store, does the heap stay as it is, how much slower is an answer? Arguments: the
 * seconds with the store, the failures per second, and the JDBC URL of a PostgreSQL for its store; without it, the store is in
 * memory. {@code none} in its place compares two applications without a store: how much the machine itself varies.
 */
public final class FailureStorm {
    private static final int CLIENTS = 8;
    private static final int IN_MEMORY = 1_000;
    private static final int WARM_UP = 10;
    private static final int BETWEEN_HEAPS = 10;
    private static final Pattern ID = Pattern.compile("\\[([0-9a-f]{32})]");

    private final int rate;
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final HttpClient client = HttpClient.newHttpClient();

    private FailureStorm(int rate) {
        this.rate = rate;
    }

    /** Runs the storm, and tells what came of it. */
    public static void main(String[] arguments) throws Exception {
        int seconds = Integer.parseInt(arguments[0]);
        int rate = Integer.parseInt(arguments[1]);
        Path folder = Files.createTempDirectory("gatefault-storm");
        Path log = logTo(folder.resolve("log"));
        Path shown = folder.resolve("ids");
        String storeName = arguments.length > 2 ? arguments[2] : "memory";
        try (IncidentStore store = store(storeName);
                Writer ids = Files.newBufferedWriter(shown)) {
            Server with = start(store);
            Server without = start(IncidentStore.none());
            FailureStorm storm = new FailureStorm(rate);
            try {
                storm.run(seconds, with.getURI(), without.getURI(), ids);
            } finally {
                storm.clients.shutdown();
                with.stop();
                without.stop();
            }
            ids.flush();
            check(Files.readAllLines(shown), log, store, !storeName.equals("memory") && !storeName.equals("none"));
        }
    }

    private static IncidentStore store(String name) {
        return switch (name) {
            case "memory" -> IncidentStore.inMemory(IN_MEMORY);
            case "none" -> IncidentStore.none();
            default -> postgres(name);
        };
    }

    private static IncidentStore postgres(String url) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(url);
        return IncidentStore.jdbc(database);
    }

    private static Path logTo(Path file) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d %-5level %logger{0} - %msg %kvp%n");
        encoder.start();
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setContext(context);
        appender.setFile(file.toString());
        appender.setEncoder(encoder);
        appender.start();
        Logger incidents = context.getLogger("gatefault.incident");
        incidents.setAdditive(false);
        incidents.addAppender(appender);
        return file;
    }

    private static Server start(IncidentStore store) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        FilterHolder filter = new FilterHolder(BadGatewayFilter.builder()
                .incidentStore(store)
                .upstream("orders")
                .build());
        filter.setAsyncSupported(true);
        context.addFilter(filter, "/*", EnumSet.allOf(DispatcherType.class));
        context.addServlet(new ServletHolder(new Refused()), "/*");
        server.setHandler(context);
        server.start();
        return server;
    }

    private void run(int seconds, URI with, URI without, Writer ids) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            second(with, Writer.nullWriter());
            second(without, Writer.nullWriter());
        }
        List<Double> medians = new ArrayList<>();
        List<Double> slowest = new ArrayList<>();
        List<Long> heaps = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            // The one that comes second has the garbage of the first.
            long[] kept = i % 2 == 0 ? second(with, ids) : new long[0];
            long[] plain = second(without, Writer.nullWriter());
            kept = i % 2 == 0 ? kept : second(with, ids);
            medians.add((double) quantile(kept, 0.5) / quantile(plain, 0.5));
            slowest.add((double) quantile(kept, 0.99) / quantile(plain, 0.99));
            if (i % BETWEEN_HEAPS == BETWEEN_HEAPS - 1) {
                heaps.add(heapInKilobytes());
            }
        }
        System.out.printf(
                "time with the store : without, medians of %d pairs of seconds: p50 %.3f, p99 %.3f%n",
                seconds, median(medians), median(slowest));
        System.out.println("heap in use after a collection, each " + BETWEEN_HEAPS + " s, in KB: " + heaps);
    }

    /** Sends a second's failures, evenly, and returns how long each took, in nanoseconds. */
    private long[] second(URI base, Writer ids) throws Exception {
        long start = System.nanoTime();
        long[] times = new long[rate];
        List<Callable<Void>> parts = new ArrayList<>();
        for (int part = 0; part < CLIENTS; part++) {
            int first = part;
            parts.add(() -> {
                for (int i = first; i < rate; i += CLIENTS) {
                    waitUntil(start + i * TimeUnit.SECONDS.toNanos(1) / rate);
                    times[i] = fail(base, ids);
                }
                return null;
            });
        }
        for (Future<Void> part : clients.invokeAll(parts)) {
            part.get();
        }
        return times;
    }

    private long fail(URI base, Writer ids) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/cart"))
                .header("Accept", "text/html")
                .build();
        long begin = System.nanoTime();
        HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
        long time = System.nanoTime() - begin;
        if (answer.statusCode() != 502) {
            throw new IllegalStateException("The answer has status " + answer.statusCode());
        }
        String id = answer.headers().firstValue("X-Correlation-Id").orElseThrow();
        synchronized (ids) {
            ids.write(id + "\n");
        }
        return time;
    }

    private static void waitUntil(long time) {
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void check(List<String> ids, Path log, IncidentStore store, boolean isDatabase) throws Exception {
        Set<String> logged = new HashSet<>();
        for (String line : Files.readAllLines(log)) {
            Matcher id = ID.matcher(line);
            if (id.find()) {
                logged.add(id.group(1));
            }
        }
        // A database has all of them, and is asked for as many; clients that asked at the same time note their IDs in
        // another
        // order than the store.
        int step = isDatabase ? Math.max(1, ids.size() / IN_MEMORY) : 1;
        int first = step > 1 ? 0 : Math.max(0, ids.size() - (IN_MEMORY - CLIENTS));
        List<String> kept = IntStream.range(first, ids.size())
                .filter(i -> i % step == 0)
                .mapToObj(ids::get)
                .toList();
        // What waits is written within a moment.
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (store.find(ids.get(ids.size() - 1)).isEmpty() && System.nanoTime() < giveUp) {
            Thread.sleep(10);
        }
        System.out.printf(
                "%d IDs shown, %d not in the log; %d looked for in the store, %d not in it; %d dropped%n",
                ids.size(),
                ids.stream().filter(id -> !logged.contains(id)).count(),
                kept.size(),
                kept.stream().filter(id -> store.find(id).isEmpty()).count(),
                store.dropped());
    }

    private static long heapInKilobytes() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024;
    }

    private static long quantile(long[] times, double share) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * share))];
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    /** Fails as a proxy does whose upstream is not there. */
    private static final class Refused extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            throw new ConnectException("Connection refused");
        }
    }
}
