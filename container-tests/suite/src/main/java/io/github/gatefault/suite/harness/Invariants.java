package io.github.gatefault.suite.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import io.github.gatefault.suite.upstream.FaultUpstream.Served;
import io.github.gatefault.suite.wire.Answer;
import io.github.gatefault.suite.wire.Answer.Framing;
import io.github.gatefault.suite.wire.Connection;
import io.github.gatefault.suite.wire.Ending;
import io.github.gatefault.suite.wire.Field;
import io.github.gatefault.suite.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What holds after any exchange that went through the filter, whatever the test was about. */
final class Invariants {
    private static final JsonFactory JSON = new JsonFactory();
    private static final List<String> INTERNALS = List.of("127.0.0.1", "Exception", "java.", "\tat ");

    private Invariants() {}

    /** All of them, for all exchanges of one test. */
    static void check(List<Exchange> exchanges, List<IncidentEvent> incidents, FaultUpstream upstream)
            throws InterruptedException, IOException {
        for (Exchange exchange : exchanges) {
            if (exchange.gated()) {
                isOneWholeAnswerOrCutOff(exchange);
                isNeverCompleteWhereTheUpstreamWasNot(exchange, upstream);
                carriesOneCorrelationId(exchange);
                if (exchange.isOurs()) {
                    isAnAnswerOfOurs(exchange, incidents, upstream);
                }
            }
        }
        isOneLinePerIncidentWithItsReason(exchanges, incidents);
        isWithoutLogContext();
    }

    /** The connection is where the answer says it is: free for the next request, or closed. */
    static void checkInStep(Request request, Answer answer, Connection connection, String probe) throws IOException {
        if (answer.framing() == Framing.CLOSE || answer.status() == 101) {
            return;
        }
        boolean closing = Stream.of(answer.headers("Connection"))
                .flatMap(List::stream)
                .anyMatch(value -> value.equalsIgnoreCase("close"));
        if (closing) {
            assertThat(connection.isClosedByServer())
                    .as("closed after the answer to %s, as it says: %s", request, answer)
                    .isTrue();
            return;
        }
        Answer next;
        try {
            next = connection.send(Request.get(probe).bytes()).read("GET");
        } catch (IOException e) {
            throw new AssertionError("The connection was closed after a keep-alive answer: " + answer, e);
        }
        assertThat(next.text())
                .as("the answer after %s was out of step: %s", answer, next)
                .isEqualTo("in step");
    }

    private static void isOneWholeAnswerOrCutOff(Exchange exchange) {
        assertThat(exchange.answer().ending())
                .as("one well framed answer, or an honest abort: %s", exchange)
                .isNotIn(Ending.MALFORMED, Ending.OPEN);
    }

    private static void isNeverCompleteWhereTheUpstreamWasNot(Exchange exchange, FaultUpstream upstream) {
        boolean broken = upstream.served(exchange.number()).stream()
                .map(Served::fault)
                .map(Fault::harm)
                .anyMatch(harm -> harm == Fault.Harm.CUT_OFF);
        if (broken && !exchange.request().method().equals("HEAD")) {
            assertThat(exchange.isOurs() || exchange.answer().isCutOff())
                    .as("a truncated upstream body never looks complete: %s", exchange)
                    .isTrue();
        }
    }

    private static void carriesOneCorrelationId(Exchange exchange) {
        if (exchange.answer().status() != 0) {
            assertThat(exchange.answer().headers("X-Correlation-Id"))
                    .as("one correlation ID, healthy or not: %s", exchange)
                    .singleElement()
                    .asString()
                    .matches("[A-Za-z0-9._-]{1,128}");
        }
    }

    private static void isAnAnswerOfOurs(Exchange exchange, List<IncidentEvent> incidents, FaultUpstream upstream)
            throws IOException {
        Answer answer = exchange.answer();
        assertThat(answer.ending()).as("%s", exchange).isEqualTo(Ending.COMPLETE);
        assertThat(answer.status()).as("%s", exchange).isBetween(400, 599);
        assertThat(answer.header("Content-Length")).as("%s", exchange).isPresent();
        assertThat(answer.header("Cache-Control")).as("%s", exchange).contains("no-store");
        assertThat(answer.header("X-Content-Type-Options")).as("%s", exchange).contains("nosniff");
        assertThat(answer.header("Content-Language")).as("%s", exchange).isPresent();
        assertThat(String.join(", ", answer.headers("Vary"))).as("%s", exchange).contains("Accept, Accept-Language");
        for (String gone :
                List.of("Content-Encoding", "Content-Range", "Accept-Ranges", "ETag", "Last-Modified", "Trailer")) {
            assertThat(answer.headers(gone))
                    .as("%s of the failed answer: %s", gone, exchange)
                    .isEmpty();
        }
        assertThat(answer.trailers()).as("%s", exchange).isEmpty();
        String type = answer.header("Content-Type").orElse("");
        if (!exchange.request().method().equals("HEAD")) {
            assertThat(answer.body().length).as("%s", exchange).isPositive();
            bodyIsOfItsType(exchange, type);
        }
        isInTheLog(exchange, type, incidents);
        nothingInternalIsPublic(exchange, upstream);
    }

    private static void bodyIsOfItsType(Exchange exchange, String type) throws IOException {
        String text = exchange.answer().text();
        if (type.startsWith("text/html") || type.startsWith("application/xhtml+xml")) {
            assertThat(text.toLowerCase(Locale.ROOT)).as("%s", exchange).startsWith("<!doctype html");
            assertThat(text)
                    .as("%s", exchange)
                    .contains(exchange.correlationId().orElseThrow());
        } else if (type.contains("xml")) {
            assertThat(text)
                    .as("%s", exchange)
                    .startsWith("<?xml")
                    .contains(exchange.correlationId().orElseThrow())
                    .endsWith("</problem>\n");
        } else if (type.contains("json")) {
            Map<String, String> members = json(text);
            assertThat(members)
                    .as("%s", exchange)
                    .containsEntry("correlation_id", exchange.correlationId().orElseThrow())
                    .containsEntry("cause", exchange.cause().orElseThrow())
                    .containsEntry("status", Integer.toString(exchange.answer().status()));
        } else {
            assertThat(type).as("%s", exchange).startsWith("text/plain");
            assertThat(text).as("%s", exchange).doesNotContain("<html");
        }
    }

    private static void isInTheLog(Exchange exchange, String type, List<IncidentEvent> incidents) {
        String id = exchange.correlationId().orElseThrow();
        List<IncidentEvent> own =
                incidents.stream().filter(incident -> incident.id().equals(id)).toList();
        assertThat(own)
                .as("what the visitor reads out (%s, %s) is in the log: %s", id, type, incidents)
                .hasSize(1);
        assertThat(own.get(0).cause())
                .as("the log and the page name one cause: %s", exchange)
                .isEqualTo(exchange.cause().orElseThrow());
        assertThat(own.get(0).outcome()).as("%s", exchange).isEqualTo("replaced");
    }

    private static void nothingInternalIsPublic(Exchange exchange, FaultUpstream upstream) {
        Answer answer = exchange.answer();
        String publicly = answer.head().fields().stream().map(Field::toString).collect(Collectors.joining("\n"))
                + "\n"
                + answer.text();
        assertThat(publicly)
                .as("nothing internal is public")
                .doesNotContain(upstream.secrets())
                .doesNotContain(INTERNALS);
    }

    private static void isOneLinePerIncidentWithItsReason(List<Exchange> exchanges, List<IncidentEvent> incidents) {
        for (IncidentEvent incident : incidents) {
            assertThat(incident.level()).isEqualTo("WARN");
            assertThat(incident.message())
                    .as("one line")
                    .doesNotContain("\n", "\r")
                    .contains(incident.cause());
            assertThat(incidents.stream().filter(other -> other.id().equals(incident.id())))
                    .as("one incident of an exchange")
                    .hasSize(1);
            Optional<Exchange> exchange = exchanges.stream()
                    .filter(one -> one.answer().status() != 0)
                    .filter(one -> one.answer().headers("X-Correlation-Id").contains(incident.id()))
                    .findFirst();
            exchange.ifPresent(one -> assertThat(one.isOurs() || one.answer().isCutOff())
                    .as("an incident of an exchange that went well: %s, %s", incident, one)
                    .isTrue());
        }
    }

    private static void isWithoutLogContext() throws InterruptedException {
        Await.until(
                Duration.ofSeconds(3),
                () -> ObservedLogging.contexts().isEmpty(),
                () -> "threads with a log context left behind: " + ObservedLogging.contexts());
    }

    /** Reads the members of a flat object, numbers as their text. */
    static Map<String, String> json(String text) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, parser.getText());
                parser.skipChildren();
            }
            assertThat(parser.nextToken()).as("nothing behind the object").isNull();
        }
        return members;
    }
}
