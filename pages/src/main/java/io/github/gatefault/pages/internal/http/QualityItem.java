package io.github.gatefault.pages.internal.http;

import io.github.gatefault.pages.internal.text.Ascii;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One item of a header field that lists preferences, such as {@code Accept} (RFC 9110, section 12.4.2).
 *
 * @param value the media range or language range, in lower case; not checked further
 * @param parameterized whether it has parameters other than its weight
 * @param quality its weight in thousandths; 0 refuses
 */
public record QualityItem(String value, boolean parameterized, int quality) {
    private static final int MAX_LENGTH = 2048;
    private static final int MAX_ITEMS = 64;
    private static final int MAX_VALUE = 127;

    /** Returns the well-formed items of this field's first 2,048 characters and 64 items, in order. Never throws. */
    public static List<QualityItem> parse(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return List.of();
        }
        boolean cut = header.length() > MAX_LENGTH;
        String text = cut ? header.substring(0, MAX_LENGTH) : header;
        List<QualityItem> found = new ArrayList<>();
        for (int start = 0; start < text.length() && found.size() < MAX_ITEMS; ) {
            int end = indexOfUnquoted(',', text, start);
            if (end < 0 || (cut && end == text.length())) {
                break;
            }
            QualityItem item = item(text.substring(start, end));
            if (item != null) {
                found.add(item);
            }
            start = end + 1;
        }
        return found;
    }

    private static @Nullable QualityItem item(String text) {
        int end = indexOfUnquoted(';', text, 0);
        String value = text.substring(0, Math.max(0, end)).strip().toLowerCase(Locale.ROOT);
        if (value.isEmpty() || value.length() > MAX_VALUE) {
            return null;
        }
        boolean parameterized = false;
        int quality = 1000;
        while (end < text.length()) {
            int start = end + 1;
            end = indexOfUnquoted(';', text, start);
            if (end < 0) {
                return null;
            }
            String parameter = text.substring(start, end).strip();
            if (parameter.regionMatches(true, 0, "q=", 0, 2)) {
                quality = quality(parameter);
            } else {
                parameterized |= !parameter.isEmpty();
            }
        }
        return quality < 0 ? null : new QualityItem(value, parameterized, quality);
    }

    /** Returns the next index of this character outside quotes; the length if there is none, -1 if a quote does not end. */
    private static int indexOfUnquoted(char mark, String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\') {
                i++;
            } else if (!quoted && c == mark) {
                return i;
            }
        }
        return quoted ? -1 : text.length();
    }

    /** Returns the weight of {@code q=0.5} in thousandths, or -1 if it is malformed. */
    private static int quality(String parameter) {
        int quality = 0;
        int place = 1000;
        for (int i = 2; i < parameter.length(); i++) {
            char c = parameter.charAt(i);
            if (i == 3 ? c != '.' : !Ascii.isDigit(c)) {
                return -1;
            }
            if (i != 3) {
                quality += (c - '0') * place;
                place /= 10;
            }
        }
        return place == 1000 || quality > 1000 ? -1 : quality;
    }
}
