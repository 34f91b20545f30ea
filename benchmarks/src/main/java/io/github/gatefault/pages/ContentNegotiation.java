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

/** What a visitor gets, by what was asked for. In the package of what it measures. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ContentNegotiation {
    /** What was asked for. */
    @SuppressWarnings("ImmutableEnumChecker") // Its constants are examples, which nobody changes.
    public enum Asked {
        /** Nothing in particular. */
        NOTHING(null, null, null),
        /** What a browser asks for. */
        BROWSER(
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8",
                "de-AT,de;q=0.9,en-US;q=0.8,en;q=0.7",
                "document"),
        /** What a program asks for. */
        PROGRAM("application/json", null, null),
        /** As many wishes as are heard, none of which we have. */
        HOSTILE(
                "a/b;c=\"\\\",;\";q=0.999,".repeat(3000),
                "xx-yy-zz-aa-bb-cc-dd;q=0.999,".repeat(3000),
                "x".repeat(60_000));

        private final ClientPreferences visitor;

        Asked(@Nullable String accept, @Nullable String language, @Nullable String destination) {
            visitor = new ClientPreferences("GET", accept, language, destination, null);
        }
    }

    /** What was asked for. */
    @Param
    Asked asked = Asked.NOTHING;

    private final Languages languages = new Languages(Locale.ENGLISH, ZoneOffset.UTC, name -> null);

    /** The form of the answer. */
    @Benchmark
    public Format format() {
        return Negotiation.format(asked.visitor);
    }

    /** The language of the answer. */
    @Benchmark
    public Locale language() {
        return languages.choose(asked.visitor.acceptLanguage()).locale();
    }
}
