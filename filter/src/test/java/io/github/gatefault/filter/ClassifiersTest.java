package io.github.gatefault.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.classify.Cause;
import io.github.gatefault.filter.classify.Failure;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.classify.Failure.Thrown;
import io.github.gatefault.filter.classify.Phase;
import io.github.gatefault.filter.classify.Verdict;
import io.github.gatefault.filter.internal.answer.FailureClassification;
import jakarta.servlet.ServletContext;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Who is asked for a cause, in which order, and what becomes of those who fail. */
class ClassifiersTest {
    private static final Cause BUSY = Cause.of(CauseType.CONNECTION_LIMIT_REACHED, "store_busy", "a classifier");

    private static @Nullable Cause classify(BadGatewayFilter.Builder settings, Failure.Seen seen) {
        ServletContext context = new ServletContextHandler().getServletContext();
        BadGatewayFilter filter = settings.build();
        filter.start(context);
        return filter.running()
                .exchanges()
                .classification()
                .classify(new Failure(seen, Phase.NOTHING, Duration.ofMillis(5)));
    }

    private static Thrown refused() {
        return new Thrown(new ConnectException("Connection refused"));
    }

    private static BadGatewayFilter.Builder rules(Path folder, String... lines) throws Exception {
        Path file = Files.writeString(folder.resolve("rules.properties"), String.join("\n", lines));
        return BadGatewayFilter.builder().causeRules(file.toString());
    }

    @Test
    void classifiers_areAskedInTheirOrder_beforeOurRules() {
        BadGatewayFilter.Builder settings = BadGatewayFilter.builder()
                .classifiers(any -> null)
                .classifiers(any -> BUSY, any -> Verdict.NOT_UPSTREAM);

        assertThat(classify(settings, refused())).isEqualTo(BUSY);
        assertThat(classify(settings, Answered.bySendError(502))).isEqualTo(BUSY);
    }

    @Test
    void classifierThatKnowsNothing_leavesItToOurRules() {
        assertThat(classify(BadGatewayFilter.builder().classifiers(any -> null), refused()))
                .extracting(Cause::type)
                .isEqualTo(CauseType.CONNECTION_REFUSED);
    }

    @Test
    void verdictOfNoUpstream_isFinal() {
        assertThat(classify(BadGatewayFilter.builder().classifiers(any -> Verdict.NOT_UPSTREAM), refused()))
                .isNull();
    }

    @Test
    void classifierThatThrows_costsOneWarning_andTheNextIsAsked() {
        Logger logger = (Logger) LoggerFactory.getLogger(FailureClassification.class);
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        logger.addAppender(heard);
        try {
            BadGatewayFilter.Builder settings = BadGatewayFilter.builder().classifiers(any -> {
                throw new IllegalStateException("a bug of the classifier's");
            });

            assertThat(classify(settings, refused())).extracting(Cause::type).isEqualTo(CauseType.CONNECTION_REFUSED);
            assertThat(heard.list)
                    .singleElement()
                    .extracting(ILoggingEvent::getLevel)
                    .isEqualTo(Level.WARN);
        } finally {
            logger.detachAppender(heard);
        }
    }

    @Test
    void causeThatNoIncidentCouldHold_costsAWarning_asItsClassifierThrows() {
        BadGatewayFilter.Builder nonsense =
                BadGatewayFilter.builder().classifiers(any -> Cause.of(CauseType.DNS_ERROR, "Not a word", "x"));
        BadGatewayFilter.Builder noStatus = BadGatewayFilter.builder().classifiers(any -> BUSY.receivedStatus(1000));

        assertThat(classify(nonsense, refused())).extracting(Cause::type).isEqualTo(CauseType.CONNECTION_REFUSED);
        assertThat(classify(noStatus, refused())).extracting(Cause::type).isEqualTo(CauseType.CONNECTION_REFUSED);
    }

    @Test
    void errorOfAClassifier_isNotSwallowed() {
        BadGatewayFilter.Builder settings = BadGatewayFilter.builder().classifiers(any -> {
            throw new NoClassDefFoundError("com/example/Store");
        });

        assertThatThrownBy(() -> classify(settings, refused())).isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void causeRules_areBehindClassifiersAndDeclaredCauses_andBeforeOurs(@TempDir Path folder) throws Exception {
        BadGatewayFilter.Builder settings = rules(
                folder,
                "# in house",
                "java.net.ConnectException = tls_protocol_error/plaintext",
                "java.lang.RuntimeException = none");

        assertThat(classify(settings, refused()))
                .extracting(Cause::type, Cause::detail)
                .containsExactly(CauseType.TLS_PROTOCOL_ERROR, "plaintext");
        assertThat(classify(settings, new Thrown(new UpstreamException(CauseType.DNS_ERROR))))
                .extracting(Cause::type)
                .isEqualTo(CauseType.DNS_ERROR);
        assertThat(classify(settings, new Thrown(new IllegalStateException(new ConnectException("x")))))
                .isNull();
        assertThat(classify(settings.classifiers(any -> BUSY), refused())).isEqualTo(BUSY);
    }

    @Test
    void whatNobodyKnows_isNoUpstreams() {
        assertThat(classify(BadGatewayFilter.builder(), new Thrown(new FileNotFoundException("/etc/motd"))))
                .isNull();
    }
}
