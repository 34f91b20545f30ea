package io.github.gatefault.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What wrk saw.
 *
 * @param answers how many answers came in
 * @param seconds in what time
 * @param p50 the time that half of them took at most, in milliseconds
 * @param p99 the same for 99 of 100
 * @param failures how many of them had a status of 400 or more
 * @param unanswered how many requests had none: refused, cut off, or not there in time
 */
record Wrk(long answers, double seconds, double p50, double p99, long failures, long unanswered) {
    private static final Pattern ANSWERS = Pattern.compile("(\\d+) requests in ([\\d.]+)(us|ms|s|m)");
    private static final Pattern P50 = Pattern.compile("50%\\s+([\\d.]+)(us|ms|s|m)");
    private static final Pattern P99 = Pattern.compile("99%\\s+([\\d.]+)(us|ms|s|m)");
    private static final Pattern FAILURES = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");
    private static final Pattern ERRORS =
            Pattern.compile("Socket errors: connect (\\d+), read (\\d+), write (\\d+), timeout (\\d+)");
    private static final Map<String, Double> MILLIS = Map.of("us", 1e-3, "ms", 1.0, "s", 1e3, "m", 6e4);

    static Wrk run(URI uri, int connections, int seconds, List<String> headers)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("wrk", "-t1", "-c" + connections, "-d" + seconds + "s", "--timeout", "10s", "--latency"));
        for (String header : headers) {
            command.add("-H");
            command.add(header);
        }
        command.add(uri.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("wrk failed: " + said);
            }
            return parse(said);
        } finally {
            process.destroy();
        }
    }

    private static Wrk parse(String said) throws IOException {
        Matcher answers = ANSWERS.matcher(said);
        if (!answers.find()) {
            throw new IOException("wrk says something else: " + said);
        }
        MatchResult errors = ERRORS.matcher(said).results().findFirst().orElse(null);
        long unanswered = 0;
        for (int i = 1; errors != null && i <= errors.groupCount(); i++) {
            unanswered += Long.parseLong(errors.group(i));
        }
        return new Wrk(
                Long.parseLong(answers.group(1)),
                Double.parseDouble(answers.group(2)) * MILLIS.getOrDefault(answers.group(3), 1.0) / 1e3,
                millis(P50, said),
                millis(P99, said),
                FAILURES.matcher(said)
                        .results()
                        .mapToLong(found -> Long.parseLong(found.group(1)))
                        .sum(),
                unanswered);
    }

    private static double millis(Pattern what, String said) {
        return what.matcher(said)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)) * MILLIS.getOrDefault(found.group(2), 1.0))
                .sum();
    }
}
