package io.github.gatefault.gateways;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.gateways.RawAnswer.Framing;
import io.github.gatefault.suite.harness.Exchange;
import io.github.gatefault.suite.harness.Facts;
import io.github.gatefault.suite.harness.Site;
import io.github.gatefault.suite.proxy.Proxies;
import io.github.gatefault.suite.proxy.Route;
import io.github.gatefault.suite.wire.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers of gateways that do not run here, in the shape in which they are known, and answers that look like theirs and are
 * somebody's own. Each is a file of {@code corpus/}, a raw response; {@code expected.tsv} says of each whose it is and what
 * it reveals, or that it passes. All come in every framing that a server could choose.
 */
class ReplayTest {
    private static final Path CORPUS = Server.resource("/corpus");
    private static final String PASS = "pass";
    private static final String NOBODY = "-";

    @AutoClose
    static final RawUpstream upstream = new RawUpstream();

    @RegisterExtension
    static final Site site = Site.of(faults -> Apps.both(new Route(ReplayTest::target, Duration.ofSeconds(4))));

    private record Expected(String name, String vendor, String cause) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Expected> expectations() throws IOException {
        return Files.readAllLines(CORPUS.resolve("expected.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .map(columns -> new Expected(columns[0], columns[1], columns.length > 2 ? columns[2] : ""));
    }

    @Test
    void eachFile_isExpectedToBeSomething() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".http"))
                            .map(file -> file.substring(0, file.length() - ".http".length())))
                    .containsExactlyInAnyOrderElementsOf(
                            expectations().map(Expected::name).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("expectations")
    void recordedAnswer_isWhatItIsExpectedToBe(Expected expected) throws Exception {
        RawAnswer recorded = RawAnswer.parse(Files.readAllBytes(CORPUS.resolve(expected.name() + ".http")));
        for (Framing framing : Framing.values()) {
            if (recorded.body().length > 0 || !framing.isCompressed()) {
                check(expected, recorded, framing, Proxies.JETTY_ASYNC);
            }
        }
        for (Proxies proxy : List.of(Proxies.JETTY, Proxies.BLOCKING, Proxies.NON_BLOCKING)) {
            check(expected, recorded, Framing.LENGTH, proxy);
            check(expected, recorded, Framing.CHUNKED_SMALL, proxy);
        }
    }

    /** Versions of one server differ in how they end lines. */
    @ParameterizedTest
    @MethodSource("expectations")
    void otherLineEnds_changeNothing(Expected expected) throws Exception {
        RawAnswer recorded = RawAnswer.parse(Files.readAllBytes(CORPUS.resolve(expected.name() + ".http")));
        String body = new String(recorded.body(), ISO_8859_1);
        String lf = body.replace("\r\n", "\n");
        String other = lf.equals(body) ? body.replace("\n", "\r\n") : lf;
        check(expected, recorded.withBody(other.getBytes(ISO_8859_1)), Framing.LENGTH, Proxies.JETTY_ASYNC);
    }

    static Stream<Path> nearMisses() throws IOException {
        try (Stream<Path> files = Files.list(Server.resource("/near-misses"))) {
            return files.sorted().toList().stream();
        }
    }

    /** Bodies in a frame that a gateway has too, with words that somebody wrote for those who would read them. */
    @ParameterizedTest
    @MethodSource("nearMisses")
    void ownWordsInAGatewaysFrame_pass(Path file) throws Exception {
        String name = file.getFileName().toString();
        check(
                new Expected(name, PASS, ""),
                RawAnswer.parse(Files.readAllBytes(file)),
                Framing.LENGTH,
                Proxies.BLOCKING);
    }

    private static void check(Expected expected, RawAnswer recorded, Framing framing, Proxies proxy) throws Exception {
        String leaf = expected.name() + "." + framing;
        upstream.on(leaf, recorded.as(framing));
        Exchange gated = site.send(Request.get(Apps.GATED + proxy.path() + "/" + leaf));
        if (expected.vendor().equals(PASS)) {
            Untouched.isUntouched(gated, site.send(Request.get(Apps.BARE + proxy.path() + "/" + leaf)));
            Facts.noIncident(site);
            return;
        }
        assertThat(gated.isOurs()).as("answered by the filter: %s", gated).isTrue();
        Map<String, String> members = Facts.json(gated.answer());
        assertThat(members)
                .as("%s", gated)
                .containsEntry("received_status", recorded.statusLine().substring(9, 12))
                .containsEntry("cause", expected.cause());
        assertThat(members.getOrDefault("answered_by", NOBODY)).as("%s", gated).isEqualTo(expected.vendor());
    }

    private static URI target(String path) {
        return URI.create("http://127.0.0.1:" + upstream.port() + path.substring(path.lastIndexOf('/')));
    }
}
