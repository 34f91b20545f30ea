package io.github.gatefault.filter.internal.fingerprint;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.internal.config.Statuses;
import io.github.gatefault.filter.internal.fingerprint.PageGlob.Fit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to know one page that a gateway makes by itself, and what it tells.
 *
 * @param vendor which gateway makes it
 * @param statuses the statuses it comes with; none for any
 * @param headers what the answer's header section has, all of it
 * @param pages the page, in one of these shapes
 * @param cause what it tells; {@code null} where it is not to be taken for a failure
 * @param detail a finer word, or {@code null}
 */
record Fingerprint(
        String vendor,
        Statuses statuses,
        List<Header> headers,
        List<PageGlob> pages,
        @Nullable CauseType cause,
        @Nullable String detail) {

    /**
     * A header field that must be there.
     *
     * @param value what it begins with, in lower case
     */
    record Header(String name, String value) {
        boolean isIn(Map<String, List<String>> headers) {
            for (String line : headers.getOrDefault(name, List.of())) {
                if (line.toLowerCase(Locale.ROOT).startsWith(value)) {
                    return true;
                }
            }
            return false;
        }
    }

    boolean mayComeWith(int status) {
        return statuses.equals(Statuses.NONE) || statuses.contains(status);
    }

    /** Returns the fingerprint of the pages that come with this status, which it may come with. */
    Fingerprint withStatus(int status) {
        List<PageGlob> own = pages.stream().map(page -> page.withStatus(status)).toList();
        return new Fingerprint(vendor, statuses, headers, own, cause, detail);
    }

    /** Returns how this answer fits, whose status this is for. */
    Fit fit(Answered answered, String page) {
        for (Header header : headers) {
            if (!header.isIn(answered.headers())) {
                return Fit.NONE;
            }
        }
        Fit best = Fit.NONE;
        for (PageGlob glob : pages) {
            Fit fit = glob.fit(page);
            best = fit.compareTo(best) > 0 ? fit : best;
        }
        return best;
    }
}
