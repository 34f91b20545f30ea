package io.github.gatefault.filter.gateway;

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
    private record Part(Gap gap, String literal, boolean withStatus) {
        String literal(String status) {
            return withStatus ? literal.replace(STATUS, status) : literal;
        }
    }

    // In the place of what stands in braces, since braces are marks: characters that no byte of a page becomes.
    private static final String STATUS = "\uE000";
    private static final char REASON = '\uE001';
    private static final char NUMBER = '\uE002';

    /** What servers say in the place of a reason phrase; each is content with another one. */
    private static final Map<String, List<String>> REASONS = Map.of(
            "500", List.of("Internal Server Error"),
            "501", List.of("Not Implemented"),
            "502", List.of("Bad Gateway"),
            "503", List.of("Service Unavailable", "Service Temporarily Unavailable", "Service Not Available"),
            "504", List.of("Gateway Timeout", "Gateway Time-out"));

    private final List<Part> parts = new ArrayList<>();
    private final Gap end;
    private final char endOfText;

    /** Makes a glob; white space counts as {@link PageText} counts it. */
    PageGlob(String glob) {
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
            parts.add(new Part(gap, literal, literal.contains(STATUS)));
        }
    }

    Fit fit(String page, String status) {
        int at = 0;
        for (Part part : parts) {
            String literal = part.literal(status);
            int found = find(page, at, part.gap(), literal, status);
            if (found < 0) {
                return mayBeFoundLater(page, at, part.gap(), literal, status) ? Fit.SO_FAR : Fit.NONE;
            }
            at = found + literal.length();
        }
        if (end == Gap.ANYTHING) {
            return Fit.SURE;
        }
        if (find(page, at, end, "", status) >= 0 && lastOf(page, at, end, status) == page.length()) {
            return Fit.IF_WHOLE;
        }
        return mayBeFoundLater(page, at, end, "", status) ? Fit.SO_FAR : Fit.NONE;
    }

    private int find(String page, int at, Gap gap, String literal, String status) {
        int last = lastOf(page, at, gap, status);
        int found = gap == Gap.TEXT || gap == Gap.ANYTHING ? page.indexOf(literal, at) : last;
        return found >= 0 && found <= last && page.startsWith(literal, found) ? found : -1;
    }

    /** Returns where a gap that begins here ends at the latest, or -1 where it cannot begin here. */
    private int lastOf(String page, int at, Gap gap, String status) {
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
                for (String reason : REASONS.getOrDefault(status, List.of())) {
                    if (page.startsWith(reason, at)) {
                        yield at + reason.length();
                    }
                }
                yield -1;
            }
        };
    }

    private boolean mayBeFoundLater(String page, int at, Gap gap, String literal, String status) {
        if (gap == Gap.ANYTHING || at == page.length()) {
            return true;
        }
        if (gap == Gap.REASON) {
            String rest = page.substring(at);
            return REASONS.getOrDefault(status, List.of()).stream()
                    .anyMatch(reason -> (reason + literal).startsWith(rest));
        }
        int last = lastOf(page, at, gap, status);
        for (int start = Math.max(at, page.length() - literal.length()); start <= last; start++) {
            if (literal.startsWith(page.substring(start))) {
                return true;
            }
        }
        return false;
    }
}
