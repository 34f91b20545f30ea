package io.github.gatefault.filter.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.gatefault.cause.CauseType;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every exception that real clients threw for faults made for them, on JDK 17 and 25, against the table. To see them:
 * {@code zcat recorded-exceptions.jsonl.gz}. To measure others: {@code -Drecordings=file -Drecordings.classes=file}, which
 * only prints.
 */
class RecordedExceptionsTest {
    private static final String NOT_UPSTREAM = "none";
    private static final String ANSWERED = "upstream_status";

    /** What was said of some recordings, counted. */
    private record Score(int rows, int accepted, int equal, int sides) {
        static Score of(Recording recording, String said) {
            boolean equal = said.equals(recording.truth());
            boolean accepted = equal || recording.accept().contains(said);
            boolean side =
                    accepted || said.equals(NOT_UPSTREAM) == recording.truth().equals(NOT_UPSTREAM);
            return new Score(1, accepted ? 1 : 0, equal ? 1 : 0, side ? 1 : 0);
        }

        Score plus(Score other) {
            return new Score(rows + other.rows, accepted + other.accepted, equal + other.equal, sides + other.sides);
        }

        double percent(int count) {
            return 100.0 * count / rows;
        }

        @Override
        public String toString() {
            return "%6d rows, accepted %5.1f %%, equal %5.1f %%, upstream's or not %5.1f %%"
                    .formatted(rows, percent(accepted), percent(equal), percent(sides));
        }
    }

    private final ExceptionClassifier classifier = new ExceptionClassifier();
    private final @Nullable String others = System.getProperty("recordings");

    private static Path own(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(RecordedExceptionsTest.class.getResource(name))
                .toURI());
    }

    private List<Recording> recordings() throws URISyntaxException {
        return others == null
                ? Recording.read(own("recorded-exceptions.jsonl.gz"), own("recorded-exceptions-classes.json"))
                : Recording.read(Path.of(others), Path.of(System.getProperty("recordings.classes", "")));
    }

    /** The table's word for a recording; it tells an answer of the upstream's whichever its status. */
    private String said(Recording recording) {
        Phase phase = recording.headersReceived() ? Phase.HEADERS : Phase.NOTHING;
        Cause cause = classifier.classify(recording.links(), phase, recording.elapsed());
        if (cause == null) {
            return NOT_UPSTREAM;
        }
        return cause.type() == CauseType.UPSTREAM_ERROR_RESPONSE
                ? ANSWERED
                : cause.type().token();
    }

    @Test
    void recordedExceptions_getTheirTrueCause() throws URISyntaxException {
        List<Recording> recordings = recordings();
        Map<String, Score> clients = new TreeMap<>();
        Map<String, Integer> misses = new TreeMap<>();
        for (Recording recording : recordings) {
            String said = said(recording);
            Score score = Score.of(recording, said);
            clients.merge(recording.client(), score, Score::plus);
            if (score.accepted() == 0) {
                misses.merge(
                        "%s, %s: %s, not %s".formatted(recording.client(), recording.fault(), recording.truth(), said),
                        1,
                        Integer::sum);
            }
        }
        Score all = clients.values().stream().reduce(new Score(0, 0, 0, 0), Score::plus);
        clients.forEach((client, score) -> System.out.printf("%-28s%s%n", client, score));
        System.out.printf("%-28s%s%n", "all", all);
        misses.forEach((miss, times) -> System.out.printf("%4d × %s%n", times, miss));

        assumeTrue(others == null, "the thresholds are those of our own recordings");
        assertThat(all.rows()).isEqualTo(2997);
        assertThat(all.percent(all.accepted())).as("accepted").isGreaterThanOrEqualTo(94.5);
        assertThat(all.percent(all.equal())).as("equal to the truth").isGreaterThanOrEqualTo(92);
        assertThat(all.percent(all.sides())).as("an upstream's failure or not").isGreaterThanOrEqualTo(99.5);
    }

    @Test
    void recordedLinks_areOfKnownClasses() throws URISyntaxException {
        assertThat(recordings().stream().flatMap(recording -> recording.links().stream()))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link.classNames()).contains("java.lang.Throwable"));
    }

    @Test
    void statusLineOfThePeers_choosesNoVerdict() throws URISyntaxException {
        assertThat(recordings().stream()
                        .filter(recording -> recording.fault().equals("hostile_status"))
                        .collect(Collectors.groupingBy(this::said))
                        .keySet())
                .isSubsetOf("http_protocol_error", "connection_terminated");
    }
}
