package io.github.gatefault.filter.internal.fingerprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A page with gaps. Each literal is taken where it is found first and never sought again, so that the work grows with the page
 * alone, however hostile it is.
 */
final class PageGlob {
    /** How a page that may not have come whole yet fits. */
    enum Fit {
        /** Whatever is to come, this is another page. */
        NONE,
        /** So far it fits; what is to come decides. */
        SO_FAR,
        /** It fits, if this is all of it. */
        IF_WHOLE,
        /** It fits, whatever is to come. */
        SURE
    }

    /** What may stand where the text of a glob has a character for it. */
    private enum Gap {
        NOTHING,
        /** No tag; in JSON, no quote. */
        TEXT,
        ANYTHING,
        /** What servers call the status. */
        REASON,
        NUMBER
    }

    /** A literal with what may stand before it. */
    private record Part(Gap gap, String literal) {}

    // In the place of what stands in braces, since braces are marks: characters that no byte of a page becomes.
    private static final String STATUS = "\uE000";
    private static final char REASON = '\uE001';
    private static final char NUMBER = '\uE002';

    /** What servers say in the place of a reason phrase; each is content with another one. */
    private static final Map<Integer, List<String>> REASONS = Map.of(
            500, List.of("Internal Server Error"),
            501, List.of("Not Implemented"),
            502, List.of("Bad Gateway"),
            503, List.of("Service Unavailable", "Service Temporarily Unavailable", "Service Not Available"),
            504, List.of("Gateway Timeout", "Gateway Time-out"));

    private final List<Part> parts = new ArrayList<>();
    private final Gap end;
    private final char endOfText;
    private final List<String> reasons;

    /** Makes a glob for pages with any status; white space counts as {@link PageText} counts it. */
    PageGlob(String glob) {
        reasons = List.of();
        String text = PageText.normalised(glob.replace("{status}", STATUS)
                .replace("{reason}", String.valueOf(REASON))
                .replace("{number}", String.valueOf(NUMBER)));
        endOfText = text.startsWith("{") ? '"' : '<';
        Gap gap = Gap.NOTHING;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            Gap next = gapAt(text, i);
            if (next != Gap.NOTHING) {
                add(gap, text.substring(start, i));
                gap = next;
                i += next == Gap.ANYTHING ? 1 : 0;
                start = i + 1;
            }
        }
        end = start < text.length() ? Gap.NOTHING : gap;
        add(gap, text.substring(start));
    }

    private PageGlob(PageGlob any, int status) {
        reasons = REASONS.getOrDefault(status, List.of());
        end = any.end;
        endOfText = any.endOfText;
        for (Part part : any.parts) {
            add(part.gap(), part.literal().replace(STATUS, Integer.toString(status)));
        }
    }

    /** Returns the glob for pages with this status, for which it is made once and not for each page. */
    PageGlob withStatus(int status) {
        return new PageGlob(this, status);
    }

    private static Gap gapAt(String text, int at) {
        return switch (text.charAt(at)) {
            case '*' -> text.startsWith("**", at) ? Gap.ANYTHING : Gap.TEXT;
            case REASON -> Gap.REASON;
            case NUMBER -> Gap.NUMBER;
            default -> Gap.NOTHING;
        };
    }

    private void add(Gap gap, String literal) {
        if (!literal.isEmpty()) {
            parts.add(new Part(gap, literal));
        }
    }

    Fit fit(String page) {
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            int found = find(page, at, part.gap(), part.literal());
            if (found < 0) {
                return mayBeFoundLater(page, at, part.gap(), part.literal()) ? Fit.SO_FAR : Fit.NONE;
            }
            at = found + part.literal().length();
        }
        if (end == Gap.ANYTHING) {
            return Fit.SURE;
        }
        if (find(page, at, end, "") >= 0 && lastOf(page, at, end) == page.length()) {
            return Fit.IF_WHOLE;
        }
        return mayBeFoundLater(page, at, end, "") ? Fit.SO_FAR : Fit.NONE;
    }

    private int find(String page, int at, Gap gap, String literal) {
        int last = lastOf(page, at, gap);
        int found = gap == Gap.TEXT || gap == Gap.ANYTHING ? page.indexOf(literal, at) : last;
        return found >= 0 && found <= last && page.startsWith(literal, found) ? found : -1;
    }

    /** Returns where a gap that begins here ends at the latest, or -1 where it cannot begin here. */
    private int lastOf(String page, int at, Gap gap) {
        return switch (gap) {
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

    private boolean mayBeFoundLater(String page, int at, Gap gap, String literal) {
        if (gap == Gap.ANYTHING || at == page.length()) {
            return true;
        }
        if (gap == Gap.REASON) {
            return reasons.stream().anyMatch(reason -> endsWithin(page, at, reason + literal));
        }
        int last = lastOf(page, at, gap);
        for (int start = Math.max(at, page.length() - literal.length()); start <= last; start++) {
            if (endsWithin(page, start, literal)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the page ends in the middle of this text, which begins here. */
    private static boolean endsWithin(String page, int start, String text) {
        int rest = page.length() - start;
        return rest <= text.length() && page.regionMatches(start, text, 0, rest);
    }
}
