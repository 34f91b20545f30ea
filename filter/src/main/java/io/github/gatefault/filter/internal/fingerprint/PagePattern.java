package io.github.gatefault.filter.internal.fingerprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A page with wildcards. The first place where a literal is found counts, without backtracking, so that even for a hostile page
 * the work grows only with its length.
 */
final class PagePattern {
    /** How a page matches that may still be incomplete. */
    enum Match {
        /** It is another page, whatever follows. */
        NONE,
        /** It matches so far; what follows decides. */
        PARTIAL,
        /** It matches if this is all of it. */
        IF_COMPLETE,
        /** It matches, whatever follows. */
        CERTAIN
    }

    /** What may stand before a literal, or at the end. */
    private enum Wildcard {
        NOTHING,
        /** Text without a tag; in JSON, without a quote. */
        TEXT,
        ANYTHING,
        /** A reason phrase of the status. */
        REASON,
        NUMBER
    }

    /** A literal with the wildcard before it. */
    private record Segment(Wildcard wildcard, String literal) {}

    // Replace the placeholders in braces, since braces are markup. No byte of a page becomes one of these characters.
    private static final String STATUS = "\uE000";
    private static final char REASON = '\uE001';
    private static final char NUMBER = '\uE002';

    /** The reason phrases that servers use. */
    private static final Map<Integer, List<String>> REASONS = Map.of(
            500, List.of("Internal Server Error"),
            501, List.of("Not Implemented"),
            502, List.of("Bad Gateway"),
            503, List.of("Service Unavailable", "Service Temporarily Unavailable", "Service Not Available"),
            504, List.of("Gateway Timeout", "Gateway Time-out"));

    private final List<Segment> segments = new ArrayList<>();
    private final Wildcard atEnd;
    private final char endOfText;
    private final List<String> reasons;

    /** Parses a pattern for any status. White space is normalized as in {@link PageText}. */
    PagePattern(String pattern) {
        reasons = List.of();
        String text = PageText.normalize(pattern.replace("{status}", STATUS)
                .replace("{reason}", String.valueOf(REASON))
                .replace("{number}", String.valueOf(NUMBER)));
        endOfText = text.startsWith("{") ? '"' : '<';
        Wildcard wildcard = Wildcard.NOTHING;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            Wildcard next = wildcardAt(text, i);
            if (next != Wildcard.NOTHING) {
                add(wildcard, text.substring(start, i));
                wildcard = next;
                i += next == Wildcard.ANYTHING ? 1 : 0;
                start = i + 1;
            }
        }
        atEnd = start < text.length() ? Wildcard.NOTHING : wildcard;
        add(wildcard, text.substring(start));
    }

    private PagePattern(PagePattern anyStatus, int status) {
        reasons = REASONS.getOrDefault(status, List.of());
        atEnd = anyStatus.atEnd;
        endOfText = anyStatus.endOfText;
        for (Segment segment : anyStatus.segments) {
            add(segment.wildcard(), segment.literal().replace(STATUS, Integer.toString(status)));
        }
    }

    /** Returns the pattern for pages with this status, prepared once and not for each page. */
    PagePattern forStatus(int status) {
        return new PagePattern(this, status);
    }

    private static Wildcard wildcardAt(String text, int at) {
        return switch (text.charAt(at)) {
            case '*' -> text.startsWith("**", at) ? Wildcard.ANYTHING : Wildcard.TEXT;
            case REASON -> Wildcard.REASON;
            case NUMBER -> Wildcard.NUMBER;
            default -> Wildcard.NOTHING;
        };
    }

    private void add(Wildcard wildcard, String literal) {
        if (!literal.isEmpty()) {
            segments.add(new Segment(wildcard, literal));
        }
    }

    Match match(String page) {
        int at = 0;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            int found = find(page, at, segment.wildcard(), segment.literal());
            if (found < 0) {
                return mayBeFoundLater(page, at, segment.wildcard(), segment.literal()) ? Match.PARTIAL : Match.NONE;
            }
            at = found + segment.literal().length();
        }
        if (atEnd == Wildcard.ANYTHING) {
            return Match.CERTAIN;
        }
        if (find(page, at, atEnd, "") >= 0 && latestEnd(page, at, atEnd) == page.length()) {
            return Match.IF_COMPLETE;
        }
        return mayBeFoundLater(page, at, atEnd, "") ? Match.PARTIAL : Match.NONE;
    }

    private int find(String page, int at, Wildcard wildcard, String literal) {
        int last = latestEnd(page, at, wildcard);
        int found = wildcard == Wildcard.TEXT || wildcard == Wildcard.ANYTHING ? page.indexOf(literal, at) : last;
        return found >= 0 && found <= last && page.startsWith(literal, found) ? found : -1;
    }

    /** Returns where a wildcard that begins here ends at the latest, or -1 if it cannot begin here. */
    private int latestEnd(String page, int at, Wildcard wildcard) {
        return switch (wildcard) {
            case NOTHING -> at;
            case TEXT -> {
                int last = page.indexOf(endOfText, at);
                yield last < 0 ? page.length() : last;
            }
            case ANYTHING -> page.length();
            case NUMBER -> {
                int last = at;
                while (last < page.length() && Character.isDigit(page.charAt(last))) {
                    last++;
                }
                yield last > at ? last : -1;
            }
            case REASON -> {
                for (String reason : reasons) {
                    if (page.startsWith(reason, at)) {
                        yield at + reason.length();
                    }
                }
                yield -1;
            }
        };
    }

    private boolean mayBeFoundLater(String page, int at, Wildcard wildcard, String literal) {
        if (wildcard == Wildcard.ANYTHING || at == page.length()) {
            return true;
        }
        if (wildcard == Wildcard.REASON) {
            return reasons.stream().anyMatch(reason -> endsWithin(page, at, reason + literal));
        }
        int last = latestEnd(page, at, wildcard);
        for (int start = Math.max(at, page.length() - literal.length()); start <= last; start++) {
            if (endsWithin(page, start, literal)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the page ends within a text that begins here. */
    private static boolean endsWithin(String page, int start, String text) {
        int rest = page.length() - start;
        return rest <= text.length() && page.regionMatches(start, text, 0, rest);
    }
}
