package io.github.gatefault.filter.internal.http;

import io.github.gatefault.pages.internal.text.Ascii;
import java.util.Base64;
import java.util.function.IntPredicate;

/** Reads a structured field (RFC 9651, section 4.2) from left to right: items, keys and parameters of a list. */
final class StructuredFieldReader {
    /** A token, as opposed to a string. */
    record Token(String text) {}

    /** The field does not follow RFC 9651. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed() {
            super("Not a structured field", null, false, false);
        }
    }

    private static final char END = 0;

    private final String field;
    private int at;

    StructuredFieldReader(String field) {
        this.field = field;
    }

    /** Returns whether another member follows, behind a comma. If not, the field must end here. */
    boolean hasNextMember() throws Malformed {
        skipWhiteSpace();
        if (at == field.length()) {
            return false;
        }
        check(next() == ',');
        skipWhiteSpace();
        check(at < field.length());
        return true;
    }

    boolean hasNextParameter() {
        if (peek() != ';') {
            return false;
        }
        at++;
        skipSpaces();
        return true;
    }

    String key() throws Malformed {
        check(Ascii.isLowerCase(peek()) || peek() == '*');
        return take(c -> Ascii.isLowerCase(c) || Ascii.isDigit(c) || "_-.*".indexOf(c) >= 0);
    }

    /** Returns the value behind a key, or true if there is none (RFC 9651, section 4.2.3.2). */
    Object parameterValue() throws Malformed {
        if (peek() != '=') {
            return true;
        }
        at++;
        return bareItem();
    }

    /** Returns a {@code String}, {@link Token}, {@code Long}, {@code Double} or {@code Boolean}, or the text of another item. */
    Object bareItem() throws Malformed {
        char c = peek();
        if (Ascii.isLetter(c) || c == '*') {
            return new Token(take(part -> Ascii.isTokenCharacter(part) || part == ':' || part == '/'));
        }
        if (c == '-' || Ascii.isDigit(c)) {
            return number();
        }
        return switch (next()) {
            case '"' -> string();
            case '?' -> bool();
            case ':' -> bytes();
            case '@' -> date();
            case '%' -> displayString();
            default -> throw new Malformed();
        };
    }

    private String string() throws Malformed {
        StringBuilder text = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return text.toString();
            }
            if (c == '\\') {
                c = next();
                check(c == '"' || c == '\\');
            }
            check(c >= ' ' && c <= '~');
            text.append(c);
        }
    }

    private Object number() throws Malformed {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        int digits = take(Ascii::isDigit).length();
        if (peek() != '.') {
            check(digits >= 1 && digits <= 15);
            return Long.valueOf(field.substring(start, at));
        }
        at++;
        int decimals = take(Ascii::isDigit).length();
        check(digits >= 1 && digits <= 12 && decimals >= 1 && decimals <= 3);
        return Double.valueOf(field.substring(start, at));
    }

    private Boolean bool() throws Malformed {
        char c = next();
        check(c == '0' || c == '1');
        return c == '1';
    }

    private byte[] bytes() throws Malformed {
        int end = field.indexOf(':', at);
        check(end >= 0);
        String base64 = field.substring(at, end);
        at = end + 1;
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new Malformed();
        }
    }

    private Object date() throws Malformed {
        Object seconds = number();
        check(seconds instanceof Long);
        return seconds;
    }

    /** Nobody uses it, so we check its percent-encoding but do not decode it. */
    private StringBuilder displayString() throws Malformed {
        check(next() == '"');
        StringBuilder text = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            check(c >= ' ' && c <= '~');
            check(c != '%' || (Ascii.isLowerCaseHex(peek(0)) && Ascii.isLowerCaseHex(peek(1))));
            text.append(c);
        }
        return text;
    }

    void skipSpaces() {
        take(c -> c == ' ');
    }

    private void skipWhiteSpace() {
        take(c -> c == ' ' || c == '\t');
    }

    private String take(IntPredicate allowed) {
        int start = at;
        while (allowed.test(peek())) {
            at++;
        }
        return field.substring(start, at);
    }

    private static void check(boolean valid) throws Malformed {
        if (!valid) {
            throw new Malformed();
        }
    }

    private char next() throws Malformed {
        check(at < field.length());
        return field.charAt(at++);
    }

    private char peek() {
        return peek(0);
    }

    private char peek(int ahead) {
        return at + ahead < field.length() ? field.charAt(at + ahead) : END;
    }
}
