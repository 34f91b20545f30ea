package io.github.gatefault.clients;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import io.github.gatefault.clients.upstream.Trouble;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a visit, as the table says it.
 *
 * @param text what it says
 * @param readings what was seen: one thing, or several that are equally right to see
 */
record Verdict(String text, List<Verdict> readings) {
    /** The exception went on to the container: an app's own doing, for all that the filter knows. */
    static final Verdict NOT_AN_UPSTREAMS = new Verdict("not an upstream’s failure");

    private Verdict(String text) {
        this(text, List.of());
    }

    /** An incident with this cause. */
    static Verdict of(Incident incident) {
        if (String.valueOf(incident.evidence()).startsWith("sendError(")) {
            return new Verdict("`" + incident.cause().token() + "`, by the app’s status alone");
        }
        return cause(incident.cause(), incident.causeDetail());
    }

    /** A cause, with its finer word if there is one. */
    static Verdict cause(CauseType cause, @Nullable String detail) {
        return new Verdict("`" + cause.token() + "`" + (detail == null ? "" : " (`" + detail + "`)"));
    }

    /** No failure at all: the visitor got an answer of this status. */
    static Verdict passed(int status) {
        return new Verdict("passes as `" + status + "`");
    }

    /** This or the other, by a race. */
    Verdict or(Verdict other) {
        return new Verdict(text + " or " + other.text, List.of(this, other));
    }

    /** This on JDK 17, the other on JDK 25. */
    Verdict onJdk25(Verdict other) {
        return new Verdict(text + " (on JDK 25: " + other.text + ")", List.of(this, other));
    }

    /** Returns whether this says the truth. */
    boolean isTrueOf(Trouble trouble) {
        if (!readings.isEmpty()) {
            return readings.stream().allMatch(reading -> reading.isTrueOf(trouble));
        }
        return (trouble.mayBeNobodysFailure() && equals(NOT_AN_UPSTREAMS))
                || trouble.truth().stream()
                        .map(cause -> cause(cause, null).text())
                        .anyMatch(cause -> text.equals(cause) || text.startsWith(cause + " ("));
    }

    @Override
    public String toString() {
        return text;
    }
}
