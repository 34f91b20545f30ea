package io.github.gatefault.benchmarks.load;

import com.sun.management.ThreadMXBean;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.incident.IncidentStore;
import io.github.gatefault.pages.ClientPreferences;
import io.github.gatefault.pages.ErrorPages;
import io.github.gatefault.pages.brand.Brand;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the filter costs as that grows which can grow: connections, headers, listeners, languages and brands, incidents. Arguments:
 * the file for the results, the folder for logs, the rounds, the seconds of each turn, those of the warm-up of each server at most, and what is to
 * grow, or nothing for all.
 * {@code benchmarks/growth} starts it.
 */
public final class Growth {
    private static final int CONNECTIONS = 32;
    private static final long WARM_UP_ANSWERS = 150_000;
    private static final int RENDERINGS = 20_000;
    private static final int PART = 1_000;
    private static final long FIRST_TIME = 1_795_000_000_000L;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Made beforehand: they are no cost of what takes them. */
    private final List<Incident> known =
            IntStream.range(0, PART).mapToObj(Growth::incident).toList();

    private final Results results;
    private final int rounds;
    private final int seconds;
    private final int warmUpSeconds;

    private Growth(Results results, int rounds, int seconds, int warmUpSeconds) {
        this.results = results;
        this.rounds = rounds;
        this.seconds = seconds;
        this.warmUpSeconds = warmUpSeconds;
    }

    @FunctionalInterface
    private interface Part {
        void run(Servers servers) throws Exception;
    }

    private Map<String, Part> parts() {
        Map<String, Part> all = new LinkedHashMap<>();
        all.put("connections", this::connections);
        all.put("headers", this::headers);
        all.put("listeners", this::listeners);
        all.put("pages", servers -> pages());
        all.put("incidents", servers -> incidents());
        return Collections.unmodifiableMap(all);
    }

    /** Lets grow what is wanted. */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[2]);
        int seconds = Integer.parseInt(arguments[3]);
        int warmUpSeconds = Integer.parseInt(arguments[4]);
        List<String> wanted = List.of(arguments).subList(5, arguments.length);
        try (Results results =
                new Results(Path.of(arguments[0]), "medians of " + rounds + " rounds of " + seconds + " s")) {
            Map<String, Part> all = new Growth(results, rounds, seconds, warmUpSeconds).parts();
            if (!all.keySet().containsAll(wanted)) {
                throw new IllegalArgumentException("These can grow: " + String.join(" ", all.keySet()));
            }
            for (Map.Entry<String, Part> part : all.entrySet()) {
                if (wanted.isEmpty() || wanted.contains(part.getKey())) {
                    System.err.println(part.getKey());
                    Path folder = Files.createDirectories(Path.of(arguments[1], part.getKey()));
                    try (Servers servers = new Servers(folder)) {
                        part.getValue().run(servers);
                    }
                }
            }
        }
    }

    private void connections(Servers servers) throws Exception {
        String to = "to=" + servers.upstream().uri("");
        List<Variant> variants = List.of(
                Variant.healthy("with", servers.gateway("with", "kind=proxy", "filter=with", to), "/item"),
                Variant.healthy("without", servers.gateway("without", "kind=proxy", "filter=without", to), "/item"),
                Variant.failing("failure", servers.gateway("failure", "kind=fail", "filter=with"), "text/html"));
        warmUp(variants);
        for (int connections : new int[] {1, 10, 100, 1_000, 4_000}) {
            byTurns("connections", connections, connections, variants);
        }
    }

    /** As many headers in the request as in the answer. */
    private void headers(Servers servers) throws Exception {
        String to = "to=" + servers.upstream().uri("");
        Running with = servers.gateway("with", "kind=proxy", "filter=with", to);
        Running without = servers.gateway("without", "kind=proxy", "filter=without", to);
        warmUp(List.of(Variant.healthy("with", with, "/item"), Variant.healthy("without", without, "/item")));
        for (int count : new int[] {0, 10, 50, 100}) {
            String[] headers = IntStream.range(0, count)
                    .mapToObj(i -> "X-Asked-" + i + ": a value of some length")
                    .toArray(String[]::new);
            String path = "/item?" + count;
            byTurns(
                    "headers",
                    count,
                    CONNECTIONS,
                    List.of(
                            Variant.healthy("with", with, path, headers),
                            Variant.healthy("without", without, path, headers)));
        }
    }

    private void listeners(Servers servers) throws Exception {
        for (int count : new int[] {0, 1, 10, 100}) {
            Running server = servers.gateway("with-" + count, "kind=fail", "filter=with", "listeners=" + count);
            List<Variant> variants = List.of(Variant.failing("failure", server, "text/html"));
            warmUp(variants);
            byTurns("listeners", count, CONNECTIONS, variants);
            server.close();
        }
    }

    private void byTurns(String name, long at, int connections, List<Variant> variants)
            throws IOException, InterruptedException {
        for (int round = 1; round <= rounds; round++) {
            List<Variant> order = new ArrayList<>(variants);
            Collections.rotate(order, round - 1);
            for (Variant variant : order) {
                variant.measure(results, name, at, round, connections, seconds);
            }
        }
    }

    private void warmUp(List<Variant> variants) throws IOException, InterruptedException {
        for (Variant variant : variants) {
            variant.warmUp(CONNECTIONS, WARM_UP_ANSWERS, warmUpSeconds);
        }
    }

    /** Each page of one cause, in so many languages and for so many brands; asked for in turn, which is the worst for a cache. */
    private void pages() throws IOException {
        render(pages(1), visitors(1, 1), RENDERINGS);
        for (int brands : new int[] {1, 10, 50, 200}) {
            for (int languages : new int[] {1, 10, ErrorPages.languages().size()}) {
                for (int round = 1; round <= rounds; round++) {
                    pages(languages, brands, round);
                }
            }
        }
    }

    private void pages(int languages, int brands, int round) throws IOException {
        List<ClientPreferences> visitors = visitors(languages, brands);
        ErrorPages pages = pages(brands);
        long heap = usedHeap();
        Cost first = render(pages, visitors, visitors.size());
        heap = usedHeap() - heap;
        Cost again = render(pages, visitors, Math.max(RENDERINGS, visitors.size()));
        String variant = languages + " × " + brands;
        long at = visitors.size();
        results.add("pages", at, variant, round, "first µs", first.nanos / 1e3);
        results.add("pages", at, variant, round, "then µs", again.nanos / 1e3);
        results.add("pages", at, variant, round, "first bytes", first.bytes);
        results.add("pages", at, variant, round, "then bytes", again.bytes);
        results.add("pages", at, variant, round, "kept MB", heap / 1048576.0);
        // It has to be there until the heap has been looked at.
        render(pages, visitors, 1);
    }

    private static ErrorPages pages(int brands) {
        ErrorPages.Builder builder = ErrorPages.builder();
        for (int i = 0; i < brands; i++) {
            builder.brand(Brand.named("Shop " + i), host(i));
        }
        return builder.build();
    }

    private static List<ClientPreferences> visitors(int languages, int brands) {
        return ErrorPages.languages().stream()
                .limit(languages)
                .map(Locale::toLanguageTag)
                .flatMap(language -> IntStream.range(0, brands)
                        .mapToObj(i -> new ClientPreferences("GET", "text/html", language, null, null, host(i), null)))
                .collect(Collectors.toList());
    }

    private static String host(int brand) {
        return "shop-" + brand + ".example";
    }

    /** What one of many took. */
    private record Cost(double nanos, double bytes) {}

    private Cost render(ErrorPages pages, List<ClientPreferences> visitors, int times) {
        long bytes = THREADS.getCurrentThreadAllocatedBytes();
        long nanos = System.nanoTime();
        for (int i = 0; i < times; i++) {
            pages.render(known.get(i % known.size()), visitors.get(i % visitors.size()));
        }
        nanos = System.nanoTime() - nanos;
        bytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
        return new Cost((double) nanos / times, (double) bytes / times);
    }

    private static Incident incident(int number) {
        return Incident.builder(
                        String.format(Locale.ROOT, "%032x", number),
                        Instant.ofEpochMilli(FIRST_TIME + number),
                        CauseType.CONNECTION_REFUSED)
                .request("GET", "/cart/" + number)
                .duration(Duration.ofMillis(5))
                .upstream("orders")
                .evidence("link 2 java.net.ConnectException, rule jdk-connect-refused")
                .build();
    }

    /** What a store in memory takes and holds; a thousand is what it is by default, a hundred thousand the most. */
    private void incidents() throws IOException {
        fill(IncidentStore.inMemory(1_000), 100_000);
        for (int capacity : new int[] {1_000, 100_000}) {
            for (int count : new int[] {1_000, 10_000, 100_000, 1_000_000}) {
                for (int round = 1; round <= rounds; round++) {
                    incidents(capacity, count, round);
                }
            }
        }
    }

    private void incidents(int capacity, int count, int round) throws IOException {
        long heap = usedHeap();
        IncidentStore store = IncidentStore.inMemory(capacity);
        Cost cost = fill(store, count);
        heap = usedHeap() - heap;
        int oldest = Math.max(0, count - capacity);
        long nanos = System.nanoTime();
        if (store.find(incident(oldest).id()).isEmpty()) {
            throw new IllegalStateException("An incident is lost: " + oldest);
        }
        nanos = System.nanoTime() - nanos;
        String variant = String.format(Locale.ROOT, "%,d kept", capacity);
        results.add("incidents", count, variant, round, "add ns", cost.nanos);
        results.add("incidents", count, variant, round, "add bytes", cost.bytes);
        results.add("incidents", count, variant, round, "kept MB", heap / 1048576.0);
        results.add("incidents", count, variant, round, "find the oldest, µs", nanos / 1e3);
    }

    private static Cost fill(IncidentStore store, int count) {
        double nanos = 0;
        double bytes = 0;
        for (int done = 0; done < count; done += PART) {
            List<Incident> incidents = IntStream.range(done, done + PART)
                    .mapToObj(Growth::incident)
                    .toList();
            long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
            long before = System.nanoTime();
            incidents.forEach(store::add);
            nanos += System.nanoTime() - before;
            bytes += THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
        }
        return new Cost(nanos / count, bytes / count);
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
