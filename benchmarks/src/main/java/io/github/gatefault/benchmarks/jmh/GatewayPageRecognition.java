package io.github.gatefault.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.classify.Phase;
import io.github.gatefault.filter.classify.Verdict;
import io.github.gatefault.filter.internal.fingerprint.GatewayFingerprints;
import io.github.gatefault.filter.internal.fingerprint.ResponseClassifier;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a relayed 502 to who made it: a gateway, whose page is replaced, or the upstream itself, whose answer passes. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class GatewayPageRecognition {
    /** What is relayed. */
    @SuppressWarnings("ImmutableEnumChecker") // Its constants are examples, which nobody changes.
    public enum Relayed {
        /** The page of nginx. */
        NGINX("text/html", """
                <html>
                <head><title>502 Bad Gateway</title></head>
                <body>
                <center><h1>502 Bad Gateway</h1></center>
                <hr><center>nginx/1.22.1</center>
                </body>
                </html>
                """, true),
        /** A body of no bytes. */
        NOTHING("text/html", "", true),
        /** An API's own words. */
        OWN_JSON("application/json", "{\"error\":\"" + "stock ".repeat(50) + "\"}", false),
        /** A site's own page, as long as is looked at. */
        OWN_PAGE("text/html", "<!DOCTYPE html><html><body>" + "<p>We are sorry.</p>".repeat(800), false);

        private final Failure failure;
        private final boolean isGateways;

        Relayed(String type, String body, boolean isGateways) {
            Answered answered = new Answered(
                    502,
                    true,
                    Map.of("Content-Type", List.of(type), "Server", List.of("shop")),
                    body.getBytes(UTF_8),
                    true);
            failure = new Failure(answered, Phase.HEADERS, Duration.ZERO);
            this.isGateways = isGateways;
        }
    }

    /** What is relayed. */
    @Param
    Relayed relayed = Relayed.NGINX;

    private final ResponseClassifier classifier = new ResponseClassifier(GatewayFingerprints.builtIn());

    /** Checks that it is known, or is not. */
    @Setup
    public void check() {
        if ((recognized() != null) != relayed.isGateways) {
            throw new IllegalStateException(relayed + " is taken for " + recognized());
        }
    }

    /** Recognizes it. */
    @Benchmark
    public @Nullable Verdict recognized() {
        return classifier.classify(relayed.failure);
    }
}
