package io.github.gatefault.pages;

import io.github.gatefault.pages.internal.i18n.Languages;
import java.time.ZoneOffset;
import java.util.Locale;
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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Chooses format and language by what a client sent. It is in the package of the classes that it measures. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ContentNegotiation {
    /** What a client sends. */
    @SuppressWarnings("ImmutableEnumChecker") // Its constants are examples, which nobody changes.
    public enum Client {
        /** No preferences. */
        NOTHING(null, null, null),
        /** What a browser sends. */
        BROWSER(
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8",
                "de-AT,de;q=0.9,en-US;q=0.8,en;q=0.7",
                "document"),
        /** What a program sends. */
        PROGRAM("application/json", null, null),
        /** As many preferences as are read, none of which is supported. */
        HOSTILE(
                "a/b;c=\"\\\",;\";q=0.999,".repeat(3000),
                "xx-yy-zz-aa-bb-cc-dd;q=0.999,".repeat(3000),
                "x".repeat(60_000));

        private final ClientPreferences preferences;

        Client(@Nullable String accept, @Nullable String language, @Nullable String destination) {
            preferences = new ClientPreferences("GET", accept, language, destination, null);
        }
    }

    /** What a client sends. */
    @Param
    Client client = Client.NOTHING;

    private final Languages languages = new Languages(Locale.ENGLISH, ZoneOffset.UTC, name -> null);

    /** The format of the answer. */
    @Benchmark
    public Format format() {
        return Negotiation.format(client.preferences);
    }

    /** The language of the answer. */
    @Benchmark
    public Locale language() {
        return languages.choose(client.preferences.acceptLanguage()).locale();
    }
}
