package io.github.gatefault.filter.internal.fingerprint;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.internal.fingerprint.PagePattern.Match;
import io.github.gatefault.filter.internal.http.Statuses;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to recognize one page that a gateway makes by itself, and what it reveals.
 *
 * @param vendor the gateway
 * @param statuses the statuses of the page; none for any status
 * @param headers the headers of the response, all of which must be there
 * @param pages the body, which must have one of these patterns
 * @param cause the cause that the page reveals; {@code null} if the page is not a failure
 * @param detail the cause detail, or {@code null}
 */
record Fingerprint(
        String vendor,
        Statuses statuses,
        List<Header> headers,
        List<PagePattern> pages,
        @Nullable CauseType cause,
        @Nullable String detail) {

    /** The name of a header that must be there, and the start of its value, in lower case. */
    record Header(String name, String valuePrefix) {
        boolean isIn(Map<String, List<String>> headers) {
            return headers.getOrDefault(name, List.of()).stream()
                    .anyMatch(value -> value.toLowerCase(Locale.ROOT).startsWith(valuePrefix));
        }
    }

    boolean appliesTo(int status) {
        return statuses.equals(Statuses.NONE) || statuses.contains(status);
    }

    /** Returns this fingerprint for pages with one of its statuses. */
    Fingerprint forStatus(int status) {
        List<PagePattern> patterns =
                pages.stream().map(page -> page.forStatus(status)).toList();
        return new Fingerprint(vendor, statuses, headers, patterns, cause, detail);
    }

    /** Returns how well a response matches, whose status this fingerprint is for. */
    Match match(Answered response, String page) {
        for (Header header : headers) {
            if (!header.isIn(response.headers())) {
                return Match.NONE;
            }
        }
        Match best = Match.NONE;
        for (PagePattern pattern : pages) {
            Match match = pattern.match(page);
            best = match.compareTo(best) > 0 ? match : best;
        }
        return best;
    }
}
