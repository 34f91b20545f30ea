package io.github.gatefault.pages.internal.text;

import java.util.stream.Collectors;

/** Makes text that came from outside harmless where it is shown. */
public final class UntrustedText {
    /** Where text is shown decides which characters are harmful there. */
    private enum Place {
        /** A line of a log or of a terminal: plain characters only, with an ASCII replacement. */
        LOG('?'),
        /** A page or JSON: scripts of the world and emoji need whole surrogate pairs and invisible joiners. */
        DISPLAY('\uFFFD');

        private final char replacement;

        Place(char replacement) {
            this.replacement = replacement;
        }
    }

    private UntrustedText() {}

    /** Returns this text for a line of a log: {@code ?} replaces line breaks and what controls terminals or hides text. */
    public static String toLogLine(String text) {
        return clean(text, Place.LOG);
    }

    /** Returns this text {@linkplain #toLogLine(String) as part of one line}, cut to this many characters. */
    public static String toLogLine(String text, int maxLength) {
        return toLogLine(cut(text, maxLength));
    }

    /** Returns this text as lines of a log, cut to this many characters. */
    public static String toLogLines(String text, int maxLength) {
        return cut(text, maxLength).lines().map(UntrustedText::toLogLine).collect(Collectors.joining("\n"));
    }

    /**
     * Returns this text with a replacement character for each that would break, hide or reorder the text around it: controls,
     * line separators, bidirectional overrides and isolates, unpaired surrogates, noncharacters.
     */
    public static String toDisplay(String text) {
        return clean(text, Place.DISPLAY);
    }

    /** Returns this text {@linkplain #toDisplay ready for display} and escaped for elements and attributes of HTML and XML. */
    public static String toMarkup(String text) {
        String clean = toDisplay(text);
        for (int i = 0; i < clean.length(); i++) {
            if (isMarkup(clean.charAt(i))) {
                return escaped(clean);
            }
        }
        return clean;
    }

    private static String cut(String text, int maxLength) {
        return text.length() <= maxLength ? text : text.substring(0, maxLength);
    }

    private static String clean(String text, Place place) {
        StringBuilder clean = null;
        for (int i = 0; i < text.length(); i++) {
            if (!isHarmless(text, i, place)) {
                if (clean == null) {
                    clean = new StringBuilder(text);
                }
                clean.setCharAt(i, place.replacement);
            }
        }
        return clean == null ? text : clean.toString();
    }

    private static boolean isHarmless(String text, int i, Place place) {
        char c = text.charAt(i);
        if (c < 0x7f) {
            return c >= ' ';
        }
        if (Character.isSurrogate(c)) {
            return place == Place.DISPLAY && isPaired(text, i);
        }
        return c >= 0xa0
                && (c < '\u2028' || c > '\u202e')
                && (c < '\u2066' || c > '\u2069')
                && (c < '\ufdd0' || c > '\ufdef')
                && c < '\ufffe'
                && (place == Place.DISPLAY || Character.getType(c) != Character.FORMAT);
    }

    private static boolean isPaired(String text, int i) {
        return Character.isHighSurrogate(text.charAt(i))
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 32);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isMarkup(c)) {
                out.append("&#").append((int) c).append(';');
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isMarkup(char c) {
        return switch (c) {
            case '&', '<', '>', '"', '\'', '`', '=', '\\' -> true;
            default -> false;
        };
    }
}
