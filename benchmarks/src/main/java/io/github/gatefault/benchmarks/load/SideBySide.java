package io.github.gatefault.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Servers with the filter and without it, each in a JVM of its own, under the same load by turns; the one that comes first in one
 * round comes last in the next. Arguments: the file for the results, the folder for logs, the rounds, the seconds of each turn,
 * those of the warm-up of each server at most, and the scenarios, or none for all. {@code benchmarks/run} starts it.
 */
public final class SideBySide {
    private static final int CONNECTIONS = 32;
    /** Until this many answers, a server is still busy with compiling what they run through. */
    private static final long WARM_UP_ANSWERS = 150_000;

    /** Of what takes its time whether it is compiled or not. */
    private static final int WARM_UP_ROUNDS = 2;

    private static final int SUBSCRIBERS = 200;
    private static final int WAITING = 2_000;
    /** So many come at once: more, and a gateway that still opens connections would turn some away. */
    private static final int AT_ONCE = 200;
    /** For all of them to come in. */
    private static final int ARRIVAL_SECONDS = 20;

    private static final String HTML = "text/html";
    private static final String JSON = "application/json";

    private final Results results;
    private final int rounds;
    private final int seconds;
    private final int warmUpSeconds;

    private SideBySide(Results results, int rounds, int seconds, int warmUpSeconds) {
        this.results = results;
        this.rounds = rounds;
        this.seconds = seconds;
        this.warmUpSeconds = warmUpSeconds;
    }

    @FunctionalInterface
    private interface Scenario {
        void run(String name, Servers servers) throws Exception;
    }

    private Map<String, Scenario> scenarios() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        all.put("healthy", this::healthy);
        all.put("download", this::download);
        all.put("events", this::events);
        all.put("failure-html", (name, servers) -> failure(name, servers, HTML));
        all.put("failure-json", (name, servers) -> failure(name, servers, JSON));
        all.put("dead-html", (name, servers) -> dead(name, servers, HTML));
        all.put("dead-json", (name, servers) -> dead(name, servers, JSON));
        all.put("relayed", this::relayed);
        all.put("storm", this::storm);
        all.put("slow", this::slow);
        all.put("boot-healthy", this::bootHealthy);
        all.put("boot-dead", this::bootDead);
        all.put("example", this::example);
        return Collections.unmodifiableMap(all);
    }

    /** Runs the scenarios. */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[2]);
        int seconds = Integer.parseInt(arguments[3]);
        int warmUpSeconds = Integer.parseInt(arguments[4]);
        List<String> wanted = List.of(arguments).subList(5, arguments.length);
        try (Results results = new Results(
                Path.of(arguments[0]), rounds + " rounds of " + seconds + " s each, " + CONNECTIONS + " connections")) {
            Map<String, Scenario> all = new SideBySide(results, rounds, seconds, warmUpSeconds).scenarios();
            if (!all.keySet().containsAll(wanted)) {
                throw new IllegalArgumentException("There are these scenarios: " + String.join(" ", all.keySet()));
            }
            List<String> broken = new ArrayList<>();
            for (Map.Entry<String, Scenario> scenario : all.entrySet()) {
                if (wanted.isEmpty() || wanted.contains(scenario.getKey())) {
                    System.err.println(scenario.getKey());
                    Path folder = Files.createDirectories(Path.of(arguments[1], scenario.getKey()));
                    try (Servers servers = new Servers(folder)) {
                        scenario.getValue().run(scenario.getKey(), servers);
                    } catch (IOException | TimeoutException e) {
                        // The others took their time, and are worth having.
                        System.err.println(e.getMessage());
                        broken.add(scenario.getKey());
                    }
                }
            }
            if (!broken.isEmpty()) {
                throw new IOException("These did not come to their end: " + String.join(" ", broken));
            }
        }
    }

    private void healthy(String name, Servers servers) throws Exception {
        String to = "to=" + servers.upstream().uri("");
        byTurns(
                name,
                Variant.healthy("with", servers.gateway("with", "kind=proxy", "filter=with", to), "/item"),
                Variant.healthy("least", servers.gateway("least", "kind=proxy", "filter=least", to), "/item"),
                Variant.healthy("without", servers.gateway("without", "kind=proxy", "filter=without", to), "/item"));
    }

    private void failure(String name, Servers servers, String accept) throws Exception {
        Running with = servers.gateway("with", "kind=fail", "filter=with");
        String to = "to=" + with.uri("/cart");
        List<Variant> variants = new ArrayList<>(List.of(
                Variant.failing("with", with, accept),
                Variant.failing(
                        "buffered-log",
                        servers.gatewayWithBufferedLog("buffered-log", "kind=fail", "filter=with"),
                        accept),
                Variant.failing("least", servers.gateway("least", "kind=fail", "filter=least", to), accept),
                Variant.failing(
                        "told", servers.gatewayWithBufferedLog("told", "kind=send-error", "filter=with"), accept),
                Variant.failing(
                        "least-told",
                        servers.gatewayWithBufferedLog("least-told", "kind=send-error", "filter=least", to),
                        accept),
                Variant.failing("constant", servers.gateway("constant", "kind=constant", to), accept),
                Variant.failing("send-error", servers.gateway("send-error", "kind=send-error"), accept)));
        if (accept.equals(HTML)) {
            variants.add(Variant.nginx(servers.nginx("nginx", true)));
        }
        byTurns(name, variants.toArray(Variant[]::new));
    }

    private void dead(String name, Servers servers, String accept) throws Exception {
        String to = "to=http://127.0.0.1:" + Servers.freePort();
        List<Variant> variants = new ArrayList<>(List.of(
                Variant.failing("with", servers.gateway("with", "kind=proxy", "filter=with", to), accept),
                Variant.failing("without", servers.gateway("without", "kind=proxy", "filter=without", to), accept)));
        if (accept.equals(HTML)) {
            variants.add(Variant.nginx(servers.nginx("nginx", true)));
        }
        byTurns(name, variants.toArray(Variant[]::new));
    }

    private void relayed(String name, Servers servers) throws Exception {
        String to = "to=" + servers.nginx("nginx", false).uri("");
        byTurns(
                name,
                Variant.failing("with", servers.gateway("with", "kind=proxy", "filter=with", to), HTML),
                Variant.failing("without", servers.gateway("without", "kind=proxy", "filter=without", to), HTML));
    }

    private void storm(String name, Servers servers) throws Exception {
        String to = "to=" + servers.flappingUpstream();
        byTurns(
                name,
                Variant.either("with", servers.gateway("with", "kind=proxy", "filter=with", to)),
                Variant.either("without", servers.gateway("without", "kind=proxy", "filter=without", to)));
    }

    private void bootHealthy(String name, Servers servers) throws Exception {
        Running upstream = servers.upstream();
        byTurns(
                name,
                Variant.healthy("with", servers.boot("with", true, upstream.uri("")), "/orders"),
                Variant.healthy("without", servers.boot("without", false, upstream.uri("")), "/orders"));
    }

    private void bootDead(String name, Servers servers) throws Exception {
        URI nobody = URI.create("http://127.0.0.1:" + Servers.freePort());
        String accept = "Accept: " + HTML;
        byTurns(
                name,
                new Variant("with", servers.boot("with", true, nobody), "/orders", true, true, List.of(accept)),
                new Variant("without", servers.boot("without", false, nobody), "/orders", true, true, List.of(accept)));
    }

    private void example(String name, Servers servers) throws Exception {
        Running example = servers.example();
        byTurns(
                name,
                new Variant("refused", example, "/fault/connection_refused", true, true, List.of("Accept: " + HTML)),
                Variant.healthy("ok", example, "/ok"));
    }

    private void byTurns(String name, Variant... variants) throws Exception {
        warmUp(List.of(variants));
        byTurns(List.of(variants), 1, (variant, round) -> {
            variant.measure(results, name, 0, round, CONNECTIONS, seconds);
        });
    }

    private void warmUp(List<Variant> variants) throws IOException, InterruptedException {
        for (Variant variant : variants) {
            variant.warmUp(CONNECTIONS, WARM_UP_ANSWERS, warmUpSeconds);
        }
    }

    @FunctionalInterface
    private interface Turn<T> {
        /** Takes a turn; round 0 and those before are for warming up. */
        void take(T variant, int round) throws Exception;
    }

    private <T> void byTurns(List<T> variants, int firstRound, Turn<T> turn) throws Exception {
        for (int round = firstRound; round <= rounds; round++) {
            List<T> order = new ArrayList<>(variants);
            Collections.rotate(order, round - 1);
            for (T variant : order) {
                turn.take(variant, round);
            }
        }
    }

    private record Named(String name, Running server) {}

    private void download(String name, Servers servers) throws Exception {
        String to = "to=" + servers.upstream().uri("");
        List<Named> variants = List.of(
                new Named("with", servers.smallGateway("with", "kind=proxy", "filter=with", to)),
                new Named("without", servers.smallGateway("without", "kind=proxy", "filter=without", to)));
        byTurns(variants, 1 - WARM_UP_ROUNDS, (variant, round) -> {
            double cpu = variant.server.cpu().toNanos() / 1e9;
            double bytesPerSecond = curl(variant.server);
            if (round > 0) {
                results.add(name, 0, variant.name, round, "MB/s", bytesPerSecond / 1e6);
                results.add(
                        name,
                        0,
                        variant.name,
                        round,
                        "CPU s",
                        variant.server.cpu().toNanos() / 1e9 - cpu);
            }
        });
    }

    private static double curl(Running server) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "curl",
                        "-sS",
                        "--max-time",
                        "300",
                        "-o",
                        "/dev/null",
                        "-w",
                        "%{size_download} %{speed_download}",
                        server.uri("/download").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || !said.startsWith(Upstream.DOWNLOAD + " ")) {
            throw new IOException("The download is not whole: " + said);
        }
        return Double.parseDouble(said.substring(said.indexOf(' ')));
    }

    private void events(String name, Servers servers) throws Exception {
        String to = "to=" + servers.upstream().uri("");
        List<Named> variants = List.of(
                new Named("with", servers.gateway("with", "kind=proxy", "filter=with", to)),
                new Named("without", servers.gateway("without", "kind=proxy", "filter=without", to)));
        byTurns(variants, 1 - WARM_UP_ROUNDS, (variant, round) -> {
            try (Crowd crowd = new Crowd()) {
                Crowd.Delays delays = crowd.subscribe(variant.server.uri("/events"), SUBSCRIBERS);
                TimeUnit.SECONDS.sleep(1);
                delays.take();
                double cpu = variant.server.cpu().toNanos() / 1e3;
                TimeUnit.SECONDS.sleep(seconds);
                long[] micros = delays.take();
                if (round > 0) {
                    cpu = variant.server.cpu().toNanos() / 1e3 - cpu;
                    results.add(name, 0, variant.name, round, "events/s", (double) micros.length / seconds);
                    results.add(name, 0, variant.name, round, "p50 ms", micros[micros.length / 2] / 1e3);
                    results.add(name, 0, variant.name, round, "p99 ms", micros[micros.length * 99 / 100] / 1e3);
                    results.add(name, 0, variant.name, round, "CPU µs", cpu / micros.length);
                    results.add(
                            name,
                            0,
                            variant.name,
                            round,
                            "threads",
                            variant.server.vitals(false).threads());
                }
            }
        });
    }

    /** Two thousand wait for an upstream that does not answer, while others are served. */
    private void slow(String name, Servers servers) throws Exception {
        Running upstream = servers.upstream();
        String to = "to=" + upstream.uri("");
        String timeout = "timeout=" + TimeUnit.SECONDS.toMillis(ARRIVAL_SECONDS + seconds);
        List<Variant> variants = List.of(
                Variant.healthy("with", servers.gateway("with", "kind=proxy", "filter=with", to, timeout), "/item"),
                Variant.healthy(
                        "without", servers.gateway("without", "kind=proxy", "filter=without", to, timeout), "/item"));
        warmUp(variants);
        byTurns(variants, 1, (variant, round) -> {
            Vitals before = variant.server().vitals(true);
            try (Crowd crowd = new Crowd()) {
                List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
                long arrived = arrived(upstream);
                while (waiting.size() < WAITING) {
                    waiting.addAll(crowd.ask(variant.server().uri("/wait"), AT_ONCE));
                    arrived += AT_ONCE;
                    awaitArrival(upstream, arrived);
                }
                variant.measure(results, name, 0, round, CONNECTIONS, seconds);
                Vitals during = variant.server().vitals(true);
                results.add(
                        name,
                        0,
                        variant.name(),
                        round,
                        "heap KB each",
                        (during.heap() - before.heap()) / 1024.0 / WAITING);
                results.add(name, 0, variant.name(), round, "504 pages", (double) countTimeouts(waiting));
            }
        });
    }

    private static void awaitArrival(Running upstream, long count) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(ARRIVAL_SECONDS);
        while (arrived(upstream) < count) {
            if (System.nanoTime() > giveUp) {
                throw new IOException("The gateway does not let all of " + count + " wait");
            }
            Thread.sleep(20);
        }
    }

    private static long arrived(Running upstream) throws IOException {
        try (InputStream answer = upstream.uri("/waiting").toURL().openStream()) {
            return Long.parseLong(new String(answer.readAllBytes(), StandardCharsets.US_ASCII));
        }
    }

    private static long countTimeouts(List<CompletableFuture<HttpResponse<String>>> waiting)
            throws InterruptedException, TimeoutException {
        long pages = 0;
        for (CompletableFuture<HttpResponse<String>> answer : waiting) {
            try {
                HttpResponse<String> page = answer.get(60, TimeUnit.SECONDS);
                if (page.statusCode() == 504 && page.body().strip().endsWith("</html>")) {
                    pages++;
                }
            } catch (ExecutionException e) {
                System.err.println("No answer to one who waited: " + e.getCause());
            }
        }
        return pages;
    }
}
