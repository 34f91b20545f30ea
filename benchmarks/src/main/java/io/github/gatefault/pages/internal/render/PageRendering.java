package io.github.gatefault.pages.internal.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.pages.brand.Brand;
import io.github.gatefault.pages.internal.i18n.Language;
import io.github.gatefault.pages.internal.i18n.Languages;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Fills a cached page, or executes its template each time. It is in the package of the classes that it compares. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PageRendering {
    private static final Brand BRAND = Brand.named("Lantern Books");

    private final Language language = new Languages(Locale.GERMAN, ZoneOffset.UTC, name -> null).defaultLanguage();
    private final HtmlPages pages = new HtmlPages(null, false, List.of(BRAND), () -> language);
    private final Templates templates = new Templates(Templates.BUILT_IN);
    private long millis = 1_795_000_000_000L;

    /** Makes a new incident each time, a millisecond after the last. */
    private FailureText text() {
        Incident incident = Incident.builder(
                        "01a20afdab757b6b95ad8d8ddc729c23",
                        Instant.ofEpochMilli(millis++),
                        CauseType.CONNECTION_REFUSED)
                .request("GET", "/cart")
                .duration(Duration.ofMillis(5))
                .build();
        return new FailureText(incident, language, BRAND, null, RequestIntent.READ, false);
    }

    /** Makes only the text, which the others do too and which is no part of rendering. */
    @Benchmark
    public Object textOnly() {
        return text();
    }

    /** Fills the cached page. */
    @Benchmark
    public byte[] filled() {
        return pages.render(text()).body();
    }

    /** Executes the template. */
    @Benchmark
    public byte[] executed() {
        FailureText text = text();
        Templates.Template template = templates.of(text.incident().cause());
        return template.execute(TemplateModel.of(text, false, Placeholder.presentIn(text)))
                .getBytes(UTF_8);
    }
}
