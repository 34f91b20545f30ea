package io.github.gatefault.filter.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Confidence;
import io.github.gatefault.cause.RequestSent;
import io.github.gatefault.filter.classify.ExceptionRules.Match;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExceptionRulesTest {
    private static final Duration NO_TIME = Duration.ZERO;

    private static ExceptionRules rules(String... lines) {
        return new ExceptionRules(List.of(lines));
    }

    private static ThrowableInfo link(String message, String... types) {
        return new ThrowableInfo(
                List.of(types), message, false, () -> List.of("com.example.Parser$Head", "com.example.Client"));
    }

    private static @Nullable String id(@Nullable Match match) {
        return match == null ? null : match.rule().id();
    }

    private static List<String> table() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ExceptionRules.class.getResourceAsStream(ExceptionRules.TABLE)),
                StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    @Test
    void firstRow_decides_onWhicheverLinkItHolds() {
        ExceptionRules rules = rules("[causes]", "b-b | b.B | | | dns_error", "a-a | a.A | | | connection_refused");

        Match match = Objects.requireNonNull(rules.match(List.of(link("", "a.A"), link("", "c.C", "b.B")), NO_TIME));

        assertThat(match.rule().id()).isEqualTo("b-b");
        assertThat(match.position()).isEqualTo(2);
        assertThat(match.exception().className()).isEqualTo("c.C");
    }

    @Test
    void row_standsForEachOfItsClasses() {
        ExceptionRules rules = rules("[causes]", "a-a | a.A, b.B | | | dns_error");

        assertThat(rules.match(List.of(link("", "a.A")), NO_TIME)).isNotNull();
        assertThat(rules.match(List.of(link("", "b.B")), NO_TIME)).isNotNull();
        assertThat(rules.match(List.of(link("", "c.C")), NO_TIME)).isNull();
    }

    @Test
    void outermostLink_countsWhereARowHoldsForSeveral() {
        ExceptionRules rules = rules("[causes]", "a-a | a.A | | | connection_refused");

        assertThat(Objects.requireNonNull(
                                rules.match(List.of(link("", "x.X"), link("", "a.A"), link("", "a.A")), NO_TIME))
                        .position())
                .isEqualTo(2);
    }

    @Test
    void rowOfAFarSuperclass_countsForMore_whereItStandsFirst() {
        ExceptionRules rules =
                rules("[causes]", "far | far.F | | | dns_error", "near | near.N | | | connection_refused");

        assertThat(id(rules.match(List.of(link("", "x.X", "near.N", "far.F")), NO_TIME)))
                .isEqualTo("far");
    }

    @Test
    void message_isMatchedFromItsBeginning_andNeverInBetween() {
        ExceptionRules rules = rules("[causes]", "a-a | a.A | (no|not) route | | destination_ip_unroutable");

        assertThat(rules.match(List.of(link("not route at all", "a.A")), NO_TIME))
                .isNotNull();
        assertThat(rules.match(List.of(link("there is no route", "a.A")), NO_TIME))
                .isNull();
    }

    @Test
    void place_isOneOfThose_andNoneOfTheOthers() {
        ThrowableInfo link = link("", "a.A");

        assertThat(rules("[causes]", "a-a | a.A | | org.x., com.example.Parser | dns_error")
                        .match(List.of(link), NO_TIME))
                .isNotNull();
        assertThat(rules("[causes]", "a-a | a.A | | org.x. | dns_error").match(List.of(link), NO_TIME))
                .isNull();
        assertThat(rules("[causes]", "a-a | a.A | | com.example.Parser, !com.example.Client | dns_error")
                        .match(List.of(link), NO_TIME))
                .isNull();
        assertThat(rules("[causes]", "a-a | a.A | | com.example.Parser, !com.example.Server | dns_error")
                        .match(List.of(link), NO_TIME))
                .isNotNull();
    }

    @Test
    void time_isTheLeastThatARowAsksFor() {
        ExceptionRules rules =
                rules("[causes]", "slow | a.A | | | dns_timeout | | | 900", "quick | a.A | | | dns_error");

        assertThat(id(rules.match(List.of(link("", "a.A")), Duration.ofMillis(899))))
                .isEqualTo("quick");
        assertThat(id(rules.match(List.of(link("", "a.A")), Duration.ofMillis(900))))
                .isEqualTo("slow");
    }

    @Test
    void cells_areReadAsTheTableSays() {
        ExceptionRule rule = Objects.requireNonNull(rules(
                                "# a remark",
                                "",
                                "[causes]",
                                "a-a | a.A | x | com. | connection_terminated/goaway > http_response_incomplete | no | 503 | 20")
                        .match(List.of(link("x", "a.A")), Duration.ofMillis(20)))
                .rule();

        assertThat(rule.causeBeforeHeaders()).isEqualTo(new CauseSpec(CauseType.CONNECTION_TERMINATED, "goaway"));
        assertThat(rule.causeAfterHeaders()).isEqualTo(new CauseSpec(CauseType.HTTP_RESPONSE_INCOMPLETE, null));
        assertThat(rule.requestSent()).isEqualTo(RequestSent.NO);
        assertThat(rule.receivedStatus(link("x", "a.A"))).isEqualTo(503);
    }

    @Test
    void oneCause_holdsBeforeAndAfterTheHeaders_andNoneIsNoCause() {
        ExceptionRules rules = rules("[causes]", "a-a | a.A | | | dns_error", "b-b | b.B | | | none > dns_error");

        ExceptionRule one = Objects.requireNonNull(rules.match(List.of(link("", "a.A")), NO_TIME))
                .rule();
        ExceptionRule none = Objects.requireNonNull(rules.match(List.of(link("", "b.B")), NO_TIME))
                .rule();
        assertThat(one.causeAfterHeaders()).isEqualTo(one.causeBeforeHeaders()).isNotNull();
        assertThat(one.requestSent()).isNull();
        assertThat(none.causeBeforeHeaders()).isNull();
        assertThat(none.causeAfterHeaders()).isNotNull();
    }

    @Test
    void status_isReadFromTheMessage() {
        ExceptionRule rule = Objects.requireNonNull(
                        rules("[causes]", "a-a | a.A | HTTP {status} | | upstream_error_response")
                                .match(List.of(link("HTTP 503 Gone", "a.A")), NO_TIME))
                .rule();

        assertThat(rule.receivedStatus(link("HTTP 503 Gone", "a.A"))).isEqualTo(503);
        assertThat(rule.receivedStatus(link("HTTP 200 OK", "a.A"))).isNull();
        assertThat(rules("[causes]", "a-a | a.A | HTTP {status} | | upstream_error_response")
                        .match(List.of(link("HTTP 5031", "a.A")), NO_TIME))
                .isNull();
    }

    @Test
    void confidence_isToldByTheRow() {
        ExceptionRules rules = rules(
                "[causes]",
                "a-class | a.Class | | | dns_error",
                "a-message | a.Message | x | | dns_error",
                "a-both | a.Both | x | com. | dns_error",
                "a-place | a.Place | | com. | dns_error",
                "[fallbacks]",
                "a-fallback | a.Fallback | x | | dns_error");

        assertThat(List.of("a.Class", "a.Message", "a.Both", "a.Place", "a.Fallback"))
                .extracting(type -> Objects.requireNonNull(rules.match(List.of(link("x", type)), NO_TIME))
                        .rule()
                        .confidence())
                .containsExactly(
                        Confidence.CLASS,
                        Confidence.MESSAGE,
                        Confidence.MESSAGE,
                        Confidence.FALLBACK,
                        Confidence.FALLBACK);
    }

    @Test
    void signs_areNoCauses() {
        ExceptionRules rules = rules("[headers received]", "a-a | a.A | x", "[not sent]", "b-b | b.B");
        List<ThrowableInfo> received = List.of(link("x", "a.A"));
        List<ThrowableInfo> notSent = List.of(link("", "b.B"));

        assertThat(rules.proveHeadersReceived(received)).isTrue();
        assertThat(rules.proveRequestUnsent(received)).isFalse();
        assertThat(rules.match(received, NO_TIME)).isNull();
        assertThat(rules.proveHeadersReceived(notSent)).isFalse();
        assertThat(rules.proveRequestUnsent(notSent)).isTrue();
        assertThat(rules.match(notSent, NO_TIME)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[nonsense]",
                "a-a | a.A | | | no_such_cause",
                "a-a | a.A | | | dns_error | perhaps",
                "a-a | a.A | | | dns_error | | many",
                "a-a | a.A | | | dns_error/Not a word"
            })
    void brokenLine_isRefused_withItsNumber(String line) {
        assertThatThrownBy(() -> rules("[causes]", line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("exception-rules.txt, line 2: ");
    }

    @Test
    void ids_areUnique_andReadable() throws IOException {
        assertThat(table().stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#") && !line.startsWith("["))
                        .map(line -> line.substring(0, line.indexOf(' '))))
                .hasSizeGreaterThan(200)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z0-9]+(-[a-z0-9]+){1,5}") && id.length() <= 40);
    }

    /** What stands below a row that holds for all of a class would never be asked. */
    @Test
    void noRowOfTheTable_isBehindOneThatHoldsForAllOfItsClass() throws IOException {
        Set<String> closed = new HashSet<>();
        String part = "";
        for (String line : table()) {
            if (line.startsWith("[")) {
                part = line.startsWith("[fallbacks") ? "[causes]" : line;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split("(?<= )\\|(?= |$)", -1);
                boolean all = cells.length < 8
                        && (cells.length < 3 || cells[2].isBlank())
                        && (cells.length < 4 || cells[3].isBlank());
                for (String className : cells[1].strip().split(", ", -1)) {
                    assertThat(closed).as(line).doesNotContain(part + className);
                    if (all) {
                        closed.add(part + className);
                    }
                }
            }
        }
        assertThat(closed).hasSizeGreaterThan(100);
    }

    @Test
    void errorAnywhere_isNoUpstreams() {
        List<ThrowableInfo> refused =
                List.of(link("Connection refused", "java.net.ConnectException", "java.io.IOException"));
        List<ThrowableInfo> fatal = List.of(
                link("Connection refused", "java.net.ConnectException", "java.io.IOException"),
                link("", "java.lang.OutOfMemoryError", "java.lang.Error"));

        assertThat(Objects.requireNonNull(ExceptionRules.read().match(refused, NO_TIME))
                        .rule()
                        .causeBeforeHeaders())
                .isNotNull();
        ExceptionRule rule = Objects.requireNonNull(ExceptionRules.read().match(fatal, NO_TIME))
                .rule();
        assertThat(rule.causeBeforeHeaders()).isNull();
        assertThat(rule.causeAfterHeaders()).isNull();
    }
}
