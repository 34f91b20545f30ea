package io.github.gatefault.filter.gateway;

import java.util.ArrayList;
import java.util.List;

/**
 * A page with gaps: {@code *} stands for text without a tag, or in JSON for text without a quote, {@code **} for anything, <code>{status}</code> for the status that
 * came with it. Each literal is taken where it is found first and never sought again, so that the work grows with the page
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

    private enum Gap {
        NOTHING,
        TEXT,
        ANYTHING
    }

    /** A literal with what may stand before it. */
    private record Part(Gap gap, String literal, boolean withStatus) {
        String literal(String status) {
            return withStatus ? literal.replace(STATUS, status) : literal;
        }
    }

    /** In the place of {status}, whose braces are marks: a character that no byte of a page becomes. */
    private static final String STATUS = "\uE000";

    private final List<Part> parts = new ArrayList<>();
    private final Gap end;
    private final char endOfText;

    /** Makes a glob; white space counts as {@link PageText} counts it. */
    PageGlob(String glob) {
        String text = PageText.normalised(glob.replace("{status}", STATUS));
        endOfText = text.startsWith("{") ? '"' : '<';
        Gap gap = Gap.NOTHING;
        int at = 0;
        while (at < text.length()) {
            int star = text.indexOf('*', at);
            String literal = text.substring(at, star < 0 ? text.length() : star);
            if (!literal.isEmpty()) {
                parts.add(new Part(gap, literal, literal.contains(STATUS)));
                gap = Gap.NOTHING;
            }
            if (star < 0) {
                break;
            }
            boolean two = text.startsWith("**", star);
            gap = two ? Gap.ANYTHING : Gap.TEXT;
            at = star + (two ? 2 : 1);
        }
        end = gap;
    }

    Fit fit(String page, String status) {
        int at = 0;
        for (Part part : parts) {
            String literal = part.literal(status);
            int found = find(page, at, part.gap(), literal);
            if (found < 0) {
                return mayBeFoundLater(page, at, part.gap(), literal) ? Fit.SO_FAR : Fit.NONE;
            }
            at = found + literal.length();
        }
        return switch (end) {
            case NOTHING -> at == page.length() ? Fit.IF_WHOLE : Fit.NONE;
            case TEXT -> endOfText(page, at) == page.length() ? Fit.IF_WHOLE : Fit.NONE;
            case ANYTHING -> Fit.SURE;
        };
    }

    private int find(String page, int at, Gap gap, String literal) {
        if (gap == Gap.NOTHING) {
            return page.startsWith(literal, at) ? at : -1;
        }
        int found = page.indexOf(literal, at);
        return gap == Gap.ANYTHING || found <= endOfText(page, at) ? found : -1;
    }

    private boolean mayBeFoundLater(String page, int at, Gap gap, String literal) {
        if (gap == Gap.ANYTHING) {
            return true;
        }
        int last = gap == Gap.NOTHING ? at : endOfText(page, at);
        for (int start = Math.max(at, page.length() - literal.length()); start <= last; start++) {
            if (literal.startsWith(page.substring(start))) {
                return true;
            }
        }
        return false;
    }

    private int endOfText(String page, int at) {
        int end = page.indexOf(endOfText, at);
        return end < 0 ? page.length() : end;
    }
}
