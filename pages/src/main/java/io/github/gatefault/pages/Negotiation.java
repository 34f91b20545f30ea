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

/** Chooses the format of an answer: the configured one, else by {@code Sec-Fetch-Dest}, else by {@code Accept}. */
final class Negotiation {
    /** Fetch destinations where a person reads the answer. */
    private static final Set<String> DOCUMENTS = Set.of("document", "iframe", "frame", "embed", "object");
    /** Fetch destinations where no person sees a page. */
    private static final Set<String> SUBRESOURCES =
            Set.of(("audio audioworklet font image manifest paintworklet report script serviceworker sharedworker"
                            + " style track video worker xslt")
                    .split(" "));

    private static final Map<String, Format> EXACT_TYPES = Map.of(
            "text/html", HTML,
            "application/problem+json", PROBLEM_JSON,
            "application/json", JSON,
            "text/plain", TEXT,
            "application/problem+xml", PROBLEM_XML,
            "application/xml", XML);
    private static final Map<String, Format> COMPATIBLE_TYPES =
            Map.of("application/xhtml+xml", HTML, "text/json", JSON, "text/xml", XML);

    /** The order of preference where a client accepts several formats equally. */
    private static final List<Format> FOR_PEOPLE = List.of(HTML, TEXT, PROBLEM_JSON, JSON, PROBLEM_XML, XML);

    private static final List<Format> FOR_PROGRAMS = List.of(PROBLEM_JSON, JSON, HTML, TEXT, PROBLEM_XML, XML);

    /** How specifically a media range matches a format, in rising order. */
    private static final int NONE = -1;

    private static final int ANY_TYPE = 0;
    private static final int TOP_LEVEL_TYPE = 1;
    private static final int COMPATIBLE = 2;
    private static final int EXACT = 3;

    private Negotiation() {}

    /** Returns the format; problem JSON where the client accepts none, as RFC 9457, section 3, allows. */
    static Format format(ClientPreferences client) {
        if (client.fixedFormat() != null) {
            return client.fixedFormat();
        }
        String destination = client.fetchDestination() == null
                ? ""
                : client.fetchDestination().strip().toLowerCase(Locale.ROOT);
        if (SUBRESOURCES.contains(destination)) {
            return SHORT_TEXT;
        }
        List<QualityItem> items = QualityItem.parse(client.accept());
        List<MediaRange> ranges = new ArrayList<>(items.size());
        for (QualityItem item : items) {
            ranges.add(MediaRange.of(item));
        }
        List<Format> preferred = DOCUMENTS.contains(destination) ? FOR_PEOPLE : FOR_PROGRAMS;
        return ranges.isEmpty() ? preferred.get(0) : best(preferred, ranges);
    }

    private static Format best(List<Format> preferred, List<MediaRange> ranges) {
        Candidate best = null;
        for (Format format : preferred) {
            Candidate candidate = candidate(format, ranges);
            if (candidate != null && (best == null || candidate.isBefore(best))) {
                best = candidate;
            }
        }
        if (best == null) {
            return PROBLEM_JSON;
        }
        if (best.format == JSON) {
            // A client that names problem+json understands it, whatever the order.
            Candidate problem = candidate(PROBLEM_JSON, ranges);
            if (problem != null && problem.match >= COMPATIBLE && problem.quality == best.quality) {
                return PROBLEM_JSON;
            }
        }
        return best.format;
    }

    /** Returns the weight of this format, which its most specific range decides (RFC 9110, section 12.5.1). */
    private static @Nullable Candidate candidate(Format format, List<MediaRange> ranges) {
        int match = NONE;
        int quality = 0;
        int position = 0;
        for (int i = 0; i < ranges.size(); i++) {
            MediaRange range = ranges.get(i);
            int found = range.match(format);
            if (found > match || (found != NONE && found == match && range.quality > quality)) {
                match = found;
                quality = range.quality;
                position = i;
            }
        }
        return quality == 0 ? null : new Candidate(format, quality, match, position);
    }

    /**
     * An item of {@code Accept}.
     *
     * @param value the media range
     * @param quality its weight in thousandths
     * @param exact the format with exactly this type, or {@code null}
     * @param compatible a format that a client of this type can read, or {@code null}
     */
    private record MediaRange(
            String value,
            int quality,
            @Nullable Format exact,
            @Nullable Format compatible) {
        static MediaRange of(QualityItem item) {
            String value = item.value();
            // A refused type does not refuse the formats compatible with it.
            return new MediaRange(
                    value,
                    item.quality(),
                    item.parameterized() ? null : EXACT_TYPES.get(value),
                    item.quality() > 0 ? compatible(value) : null);
        }

        private static @Nullable Format compatible(String value) {
            Format known = EXACT_TYPES.getOrDefault(value, COMPATIBLE_TYPES.get(value));
            if (known != null) {
                return known;
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
            if (format == compatible) {
                return COMPATIBLE;
            }
            return switch (value) {
                case "*/*" -> ANY_TYPE;
                case "text/*" -> format == HTML || format == TEXT ? TOP_LEVEL_TYPE : NONE;
                case "application/*" -> format == HTML || format == TEXT ? NONE : TOP_LEVEL_TYPE;
                default -> NONE;
            };
        }
    }

    private record Candidate(Format format, int quality, int match, int position) {
        boolean isBefore(Candidate other) {
            if (quality != other.quality) {
                return quality > other.quality;
            }
            boolean named = match >= COMPATIBLE;
            if (named != (other.match >= COMPATIBLE)) {
                return named;
            }
            return named && position < other.position;
        }
    }
}
