package io.github.gatefault.pages.internal.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;

/** A page as a list of constant parts, encoded once, with a placeholder between each two of them. Immutable. */
final class PreparedPage {
    private final byte[][] parts;
    private final Placeholder[] placeholders;
    private final int length;

    private PreparedPage(List<byte[]> parts, List<Placeholder> placeholders) {
        this.parts = parts.toArray(byte[][]::new);
        this.placeholders = placeholders.toArray(Placeholder[]::new);
        this.length = parts.stream().mapToInt(part -> part.length).sum();
    }

    /** Splits a page that was rendered with the {@linkplain Placeholder#token tokens} of placeholders. */
    static PreparedPage of(String page) {
        List<byte[]> parts = new ArrayList<>();
        List<Placeholder> placeholders = new ArrayList<>();
        Matcher tokens = Placeholder.TOKEN.matcher(page);
        int start = 0;
        while (tokens.find()) {
            parts.add(page.substring(start, tokens.start()).getBytes(UTF_8));
            placeholders.add(Placeholder.ofKey(tokens.group(1)));
            start = tokens.end();
        }
        parts.add(page.substring(start).getBytes(UTF_8));
        return new PreparedPage(parts, placeholders);
    }

    /** Returns the size of the constant parts, in bytes. */
    int length() {
        return length;
    }

    /** Returns the page with the values of this text, which are always escaped. */
    byte[] fill(FailureText text) {
        byte[][] values = new byte[placeholders.length][];
        int size = length;
        for (int i = 0; i < placeholders.length; i++) {
            values[i] = placeholders[i].escapedValue(text).getBytes(UTF_8);
            size += values[i].length;
        }
        // The first part is most of the page; copyOf does not clear the bytes that it copies.
        byte[] page = Arrays.copyOf(parts[0], size);
        int at = parts[0].length;
        for (int i = 0; i < placeholders.length; i++) {
            at = append(page, at, values[i]);
            at = append(page, at, parts[i + 1]);
        }
        return page;
    }

    private static int append(byte[] page, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, page, at, bytes.length);
        return at + bytes.length;
    }
}
