package io.github.gatefault.benchmarks.load;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One side of a comparison under the load of wrk.
 *
 * @param name what is told apart in the results
 * @param server who is asked
 * @param path for what
 * @param isChild whether the server can be asked for its {@link Vitals}
 * @param fails whether each answer is to be a failure, or none; {@code null} where both are right
 * @param headers what each request says, each {@code Name: value}
 */
record Variant(
        String name,
        Running server,
        String path,
        boolean isChild,
        @Nullable Boolean fails,
        List<String> headers) {
    private static final String HTML = "Accept: text/html";

    static Variant healthy(String name, Running server, String path, String... headers) {
        return new Variant(name, server, path, true, false, List.of(headers));
    }

    static Variant failing(String name, Running server, String accept) {
        return new Variant(name, server, "/cart", true, true, List.of("Accept: " + accept));
    }

    static Variant nginx(Running server) {
        return new Variant("nginx", server, "/cart", false, true, List.of(HTML));
    }

    static Variant either(String name, Running server) {
        return new Variant(name, server, "/cart", true, null, List.of(HTML));
    }

    /** Lets wrk at it, and writes down what both say. */
    void measure(Results results, String scenario, long at, int round, int connections, int seconds)
            throws IOException, InterruptedException {
        long allocated = isChild ? server.vitals(false).allocated() : 0;
        double cpu = server.cpu().toNanos() / 1e3;
        Wrk seen = run(connections, seconds);
        cpu = server.cpu().toNanos() / 1e3 - cpu;
        // A server that is overwhelmed has nothing to divide by.
        double answers = seen.answers() == 0 ? Double.NaN : (double) seen.answers();
        results.add(scenario, at, name, round, "answers/s", seen.answers() / seen.seconds());
        results.add(scenario, at, name, round, "p50 ms", seen.p50());
        results.add(scenario, at, name, round, "p99 ms", seen.p99());
        results.add(scenario, at, name, round, "CPU µs", cpu / answers);
        if (isChild) {
            Vitals vitals = server.vitals(false);
            results.add(scenario, at, name, round, "bytes", (vitals.allocated() - allocated) / answers);
            results.add(scenario, at, name, round, "threads", vitals.threads());
        }
        results.add(scenario, at, name, round, "unanswered", (double) seen.unanswered());
        if (fails != null) {
            long wrong = fails ? seen.answers() - seen.failures() : seen.failures();
            results.add(scenario, at, name, round, "wrong status", (double) wrong);
        }
    }

    /** Lets wrk at it until it has given so many answers, but not longer than so many seconds. */
    void warmUp(int connections, long answers, int seconds) throws IOException, InterruptedException {
        int turn = 5;
        long given = 0;
        for (int spent = 0; given < answers && spent < seconds; spent += turn) {
            given += run(connections, turn).answers();
        }
    }

    private Wrk run(int connections, int seconds) throws IOException, InterruptedException {
        return Wrk.run(server.uri(path), connections, seconds, headers);
    }
}
