package io.github.gatefault.pages.internal.text;

import java.util.Locale;

/** The rules for words that consist of ASCII characters only. */
public final class Ascii {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private Ascii() {}

    /** Returns whether this is a correlation ID: 1 to 128 of {@code A-Za-z0-9._-}. */
    public static boolean isCorrelationId(String text) {
        return isWord(text, 128, "._-");
    }

    /** Returns whether this is the name of an upstream: 1 to 64 of {@code A-Za-z0-9_-}. */
    public static boolean isUpstreamName(String text) {
        return isWord(text, 64, "_-");
    }

    /** Returns whether this is a token of RFC 9110, section 5.6.2, of 1 to 64 characters. */
    public static boolean isToken(String text) {
        return isWord(text, 64, TOKEN_MARKS);
    }

    /** Returns whether this is the detail of a cause: 1 to 64 of {@code a-z0-9_}. */
    public static boolean isCauseDetail(String text) {
        return isWord(text, 64, "_") && text.equals(text.toLowerCase(Locale.ROOT));
    }

    private static boolean isWord(String text, int maxLength, String marks) {
        return !text.isEmpty() && text.length() <= maxLength && consistsOf(text, marks);
    }

    /** Returns whether this consists of letters, digits and these marks only. It may be empty. */
    public static boolean consistsOf(String text, String marks) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && marks.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether this consists of digits only. It may be empty. */
    public static boolean consistsOfDigits(String text) {
        return text.chars().allMatch(Ascii::isDigit);
    }

    /** Returns whether this consists of lower case hexadecimal digits between these places. */
    public static boolean isLowerCaseHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isLowerCaseHex(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether this may be part of a token of RFC 9110, section 5.6.2. */
    public static boolean isTokenCharacter(int c) {
        return isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0;
    }

    /** Returns whether this is a letter or digit. */
    public static boolean isLetterOrDigit(int c) {
        return isLetter(c) || isDigit(c);
    }

    /** Returns whether this is a letter. */
    public static boolean isLetter(int c) {
        return isLowerCase(c) || (c >= 'A' && c <= 'Z');
    }

    /** Returns whether this is a lower case letter. */
    public static boolean isLowerCase(int c) {
        return c >= 'a' && c <= 'z';
    }

    /** Returns whether this is a digit. */
    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Returns whether this is a lower case hexadecimal digit. */
    public static boolean isLowerCaseHex(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'f');
    }
}
