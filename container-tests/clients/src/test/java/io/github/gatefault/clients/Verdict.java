package io.github.gatefault.clients;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.clients.upstream.Trouble;

/** What became of a visit, as the table says it. */
record Verdict(String text) {
    /** The exception went on to the container: an app's own doing, for all that the filter knows. */
    static final Verdict NOT_AN_UPSTREAMS = new Verdict("not an upstream’s failure");

    /** An incident with this cause. */
    static Verdict of(Incident incident) {
        String cause = "`" + incident.cause().token() + "`";
        if (String.valueOf(incident.evidence()).startsWith("sendError(")) {
            return new Verdict(cause + ", by the app’s status alone");
        }
        return new Verdict(incident.causeDetail() == null ? cause : cause + " (`" + incident.causeDetail() + "`)");
    }

    /** No failure at all: the visitor got an answer of this status. */
    static Verdict passed(int status) {
        return new Verdict("passes as `" + status + "`");
    }

    /** Returns whether this says the truth. */
    boolean isTrueOf(Trouble trouble) {
        return (trouble.mayBeNobodysFailure() && equals(NOT_AN_UPSTREAMS))
                || trouble.truth().stream()
                        .map(cause -> "`" + cause.token() + "`")
                        .anyMatch(cause -> text.equals(cause) || text.startsWith(cause + " ("));
    }

    @Override
    public String toString() {
        return text;
    }
}
