package io.github.gatefault.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gatefault.benchmarks.jmh.FailureAnswer.Wanted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What an answer to a failure costs, from the exception to the last byte. */
class FailurePathBudgetTest {
    private static FailureAnswer answer(Wanted wanted) throws Exception {
        FailureAnswer answer = new FailureAnswer();
        answer.wanted = wanted;
        answer.start();
        return answer;
    }

    /**
     * What it is now, by the interpreter, which makes everything that the code says: more of it is a decision, and not an accident.
     * The exception is the app's.
     */
    @ParameterizedTest
    @CsvSource({"HTML, 14500", "HEAD, 13500", "PROBLEM_JSON, 11900", "PROBLEM_XML, 18700", "TEXT, 18800"})
    void answer_staysWithinItsBytes(Wanted wanted, long limit) throws Exception {
        FailureAnswer answer = answer(wanted);
        long exception = Cost.bytes(FailureAnswer::refused, Long.MAX_VALUE);
        assertThat(Cost.bytes(answer::answer, limit + exception) - exception).isLessThanOrEqualTo(limit);
    }

    @Test
    void page_isLongEnoughForBrowsers_andShort() throws Exception {
        assertThat(answer(Wanted.HTML).bodyLength()).isBetween(513L, 8192L);
    }

    @ParameterizedTest
    @EnumSource(names = {"PROBLEM_JSON", "PROBLEM_XML", "TEXT"})
    void answersForPrograms_areShorterThanAKilobyte(Wanted wanted) throws Exception {
        assertThat(answer(wanted).bodyLength()).isLessThan(1024);
    }

    /** Boot's is what most applications have in its place. It takes ten times as long as ours; three times that is left to noise. */
    @Test
    void page_takesAThirdOfWhatThatOfSpringBootTakes() throws Exception {
        double limit = 0.33;
        SpringFailureAnswer whitelabel = new SpringFailureAnswer();
        whitelabel.start();
        assertThat(Cost.share(answer(Wanted.HTML)::answer, whitelabel::answer, limit))
                .isLessThanOrEqualTo(limit);
    }

    /** It takes twice as long as ours; three times that is left to noise. */
    @Test
    void problemDetails_takeAboutAsLongAsTheJsonOfSpringBoot() throws Exception {
        double limit = 1.5;
        SpringFailureAnswer json = new SpringFailureAnswer();
        json.view = SpringFailureAnswer.View.JSON;
        json.start();
        assertThat(Cost.share(answer(Wanted.PROBLEM_JSON)::answer, json::answer, limit))
                .isLessThanOrEqualTo(limit);
    }
}
