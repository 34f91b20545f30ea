package io.github.gatefault.pages.internal.text;

/** Makes text of strangers harmless. */
public final class Escape {
    private static final char REPLACEMENT = '\uFFFD';

    private Escape() {}

    /**
     * Returns this text with a replacement character for each that would break, hide or turn what stands around it: controls,
     * line separators, bidirectional overrides and isolates, halves of surrogate pairs, noncharacters.
     */
    public static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text, i)) {
                return replaced(text, i);
            }
        }
        return text;
    }

    private static String replaced(String text, int first) {
        StringBuilder clean = new StringBuilder(text);
        for (int i = first; i < text.length(); i++) {
            if (!isPlain(text, i)) {
                clean.setCharAt(i, REPLACEMENT);
            }
        }
        return clean.toString();
    }

    private static boolean isPlain(String text, int i) {
        char c = text.charAt(i);
        if (c < 0x7f) {
            return c >= ' ';
        }
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c >= 0xa0
                && (c < '\u2028' || c > '\u202e')
                && (c < '\u2066' || c > '\u2069')
                && (c < '\ufdd0' || c > '\ufdef')
                && c < '\ufffe';
    }

    /** Returns this text {@linkplain #clean cleaned} and fit for elements and attributes of HTML and XML, quoted or not. */
    public static String markup(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isMarkup(text.charAt(i)) || !isPlain(text, i)) {
                return referenced(clean(text));
            }
        }
        return text;
    }

    private static String referenced(String text) {
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
