package io.github.gatefault.filter.internal.http;

import io.github.gatefault.pages.internal.text.Ascii;
import java.util.Base64;

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
        skipOptionalWhiteSpace();
        if (at == field.length()) {
            return false;
        }
        expect(',');
        skipOptionalWhiteSpace();
        if (at == field.length()) {
            throw new Malformed();
        }
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
        int start = at;
        if (!Ascii.isLowerCase(peek()) && peek() != '*') {
            throw new Malformed();
        }
        while (Ascii.isLowerCase(peek()) || Ascii.isDigit(peek()) || "_-.*".indexOf(peek()) >= 0) {
            at++;
        }
        return field.substring(start, at);
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
        if (c == '"') {
            return string();
        }
        if (Ascii.isLetter(c) || c == '*') {
            return token();
        }
        if (c == '-' || Ascii.isDigit(c)) {
            return number();
        }
        return switch (c) {
            case '?' -> bool();
            case ':' -> bytes();
            case '@' -> date();
            case '%' -> displayString();
            default -> throw new Malformed();
        };
    }

    private String string() throws Malformed {
        expect('"');
        StringBuilder text = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return text.toString();
            }
            if (c == '\\') {
                c = next();
                if (c != '"' && c != '\\') {
                    throw new Malformed();
                }
            } else if (c < ' ' || c > '~') {
                throw new Malformed();
            }
            text.append(c);
        }
    }

    private Token token() {
        int start = at;
        while (Ascii.isTokenCharacter(peek()) || peek() == ':' || peek() == '/') {
            at++;
        }
        return new Token(field.substring(start, at));
    }

    private Object number() throws Malformed {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        int digits = digits();
        if (peek() != '.') {
            if (digits < 1 || digits > 15) {
                throw new Malformed();
            }
            return Long.valueOf(field.substring(start, at));
        }
        at++;
        int decimals = digits();
        if (digits < 1 || digits > 12 || decimals < 1 || decimals > 3) {
            throw new Malformed();
        }
        return Double.valueOf(field.substring(start, at));
    }

    private int digits() {
        int start = at;
        while (Ascii.isDigit(peek())) {
            at++;
        }
        return at - start;
    }

    private Boolean bool() throws Malformed {
        expect('?');
        return switch (next()) {
            case '0' -> false;
            case '1' -> true;
            default -> throw new Malformed();
        };
    }

    private byte[] bytes() throws Malformed {
        expect(':');
        int end = field.indexOf(':', at);
        if (end < 0) {
            throw new Malformed();
        }
        String base64 = field.substring(at, end);
        at = end + 1;
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new Malformed();
        }
    }

    private Object date() throws Malformed {
        expect('@');
        Object seconds = number();
        if (!(seconds instanceof Long)) {
            throw new Malformed();
        }
        return seconds;
    }

    /** Nobody uses it, so we check its percent-encoding but do not decode it. */
    private StringBuilder displayString() throws Malformed {
        expect('%');
        expect('"');
        StringBuilder text = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ' || c > '~' || (c == '%' && !(Ascii.isLowerCaseHex(peek(0)) && Ascii.isLowerCaseHex(peek(1))))) {
                throw new Malformed();
            }
            text.append(c);
        }
        return text;
    }

    void skipSpaces() {
        while (peek() == ' ') {
            at++;
        }
    }

    private void skipOptionalWhiteSpace() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    private void expect(char c) throws Malformed {
        if (next() != c) {
            throw new Malformed();
        }
    }

    private char next() throws Malformed {
        if (at == field.length()) {
            throw new Malformed();
        }
        return field.charAt(at++);
    }

    private char peek() {
        return peek(0);
    }

    private char peek(int ahead) {
        return at + ahead < field.length() ? field.charAt(at + ahead) : END;
    }
}
