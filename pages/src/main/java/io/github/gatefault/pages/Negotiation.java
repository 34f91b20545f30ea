package io.github.gatefault.pages;

import static io.github.gatefault.pages.Format.HTML;
import static io.github.gatefault.pages.Format.JSON;
import static io.github.gatefault.pages.Format.PROBLEM_JSON;
import static io.github.gatefault.pages.Format.PROBLEM_XML;
import static io.github.gatefault.pages.Format.SHORT_TEXT;
import static io.github.gatefault.pages.Format.TEXT;
import static io.github.gatefault.pages.Format.XML;

import io.github.gatefault.pages.internal.http.QualityItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides the form of an answer: what is configured, else what the browser loads it for, else {@code Accept}. */
final class Negotiation {
    /** Destinations of Fetch at which somebody reads what is loaded. */
    private static final Set<String> DOCUMENTS = Set.of("document", "iframe", "frame", "embed", "object");
    /** Destinations of Fetch at which nobody sees a page. */
    private static final Set<String> SUBRESOURCES = Set.of(
            "audio",
            "audioworklet",
            "font",
            "image",
            "manifest",
            "paintworklet",
            "report",
            "script",
            "serviceworker",
            "sharedworker",
            "style",
            "track",
            "video",
            "worker",
            "xslt");

    private static final Map<String, Format> NAMES = Map.of(
            "text/html", HTML,
            "application/problem+json", PROBLEM_JSON,
            "application/json", JSON,
            "text/plain", TEXT,
            "application/problem+xml", PROBLEM_XML,
            "application/xml", XML);
    private static final Map<String, Format> OTHER_NAMES =
            Map.of("application/xhtml+xml", HTML, "text/json", JSON, "text/xml", XML);

    /** What we like best among what is equally wanted. */
    private static final List<Format> FOR_PEOPLE = List.of(HTML, TEXT, PROBLEM_JSON, JSON, PROBLEM_XML, XML);

    private static final List<Format> FOR_PROGRAMS = List.of(PROBLEM_JSON, JSON, HTML, TEXT, PROBLEM_XML, XML);

    private static final int NONE = -1;
    private static final int ANYTHING = 0;
    private static final int TYPE = 1;
    private static final int SIMILAR = 2;
    private static final int EXACT = 3;

    private Negotiation() {}

    /** Returns the form; problem JSON where nothing that we have is wanted, as RFC 9457, section 3, allows. */
    static Format format(ClientPreferences visitor) {
        if (visitor.fixedFormat() != null) {
            return visitor.fixedFormat();
        }
        String destination = visitor.fetchDestination() == null
                ? ""
                : visitor.fetchDestination().strip().toLowerCase(Locale.ROOT);
        if (SUBRESOURCES.contains(destination)) {
            return SHORT_TEXT;
        }
        List<QualityItem> items = QualityItem.parse(visitor.accept());
        List<Range> ranges = new ArrayList<>(items.size());
        for (QualityItem item : items) {
            ranges.add(Range.of(item));
        }
        List<Format> preferred = DOCUMENTS.contains(destination) ? FOR_PEOPLE : FOR_PROGRAMS;
        return ranges.isEmpty() ? preferred.get(0) : best(preferred, ranges);
    }

    private static Format best(List<Format> preferred, List<Range> ranges) {
        Wish best = null;
        for (Format format : preferred) {
            Wish wish = wish(format, ranges);
            if (wish != null && (best == null || wish.isBefore(best))) {
                best = wish;
            }
        }
        if (best == null) {
            return PROBLEM_JSON;
        }
        if (best.format == JSON) {
            // Who knows problem details by name gets them by name, in whichever order the two are listed.
            Wish problem = wish(PROBLEM_JSON, ranges);
            return problem != null && problem.match >= SIMILAR && problem.quality == best.quality ? PROBLEM_JSON : JSON;
        }
        return best.format;
    }

    /** Returns how much this format is wanted: the most specific range decides (RFC 9110, section 12.5.1). */
    private static @Nullable Wish wish(Format format, List<Range> ranges) {
        int match = NONE;
        int quality = 0;
        int position = 0;
        for (int i = 0; i < ranges.size(); i++) {
            Range range = ranges.get(i);
            int found = range.match(format);
            if (found > match || (found != NONE && found == match && range.quality > quality)) {
                match = found;
                quality = range.quality;
                position = i;
            }
        }
        return quality == 0 ? null : new Wish(format, quality, match, position);
    }

    /**
     * What an item of {@code Accept} means to us.
     *
     * @param value the media range
     * @param quality its weight in thousandths
     * @param exact the format of this very name, or {@code null}
     * @param similar the format that whoever reads this can read too, or {@code null}
     */
    private record Range(
            String value,
            int quality,
            @Nullable Format exact,
            @Nullable Format similar) {
        static Range of(QualityItem item) {
            String value = item.value();
            // A refusal of something similar is no refusal of ours.
            return new Range(
                    value,
                    item.quality(),
                    item.parameterized() ? null : NAMES.get(value),
                    item.quality() > 0 ? similar(value) : null);
        }

        private static @Nullable Format similar(String value) {
            Format named = NAMES.getOrDefault(value, OTHER_NAMES.get(value));
            if (named != null) {
                return named;
            }
            if (value.endsWith("+json")) {
                return PROBLEM_JSON;
            }
            return value.startsWith("application/") && value.endsWith("+xml") ? PROBLEM_XML : null;
        }

        int match(Format format) {
            if (format == exact) {
                return EXACT;
            }
            if (format == similar) {
                return SIMILAR;
            }
            return switch (value) {
                case "*/*" -> ANYTHING;
                case "text/*" -> format == HTML || format == TEXT ? TYPE : NONE;
                case "application/*" -> format == HTML || format == TEXT ? NONE : TYPE;
                default -> NONE;
            };
        }
    }

    private record Wish(Format format, int quality, int match, int position) {
        boolean isBefore(Wish other) {
            if (quality != other.quality) {
                return quality > other.quality;
            }
            boolean named = match >= SIMILAR;
            if (named != (other.match >= SIMILAR)) {
                return named;
            }
            return named && position < other.position;
        }
    }
}
