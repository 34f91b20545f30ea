package io.github.gatefault.pages.internal.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;

/** A page with holes: what is the same each time, as bytes, and which fact stands between. Immutable. */
final class PreparedPage {
    private final byte[][] texts;
    private final Placeholder[] holes;
    private final int length;

    private PreparedPage(List<byte[]> texts, List<Placeholder> holes) {
        this.texts = texts.toArray(byte[][]::new);
        this.holes = holes.toArray(Placeholder[]::new);
        this.length = texts.stream().mapToInt(text -> text.length).sum();
    }

    /** Splits a page that was rendered with {@linkplain Placeholder#token tokens} in the holes. */
    static PreparedPage of(String page) {
        List<byte[]> texts = new ArrayList<>();
        List<Placeholder> holes = new ArrayList<>();
        Matcher tokens = Placeholder.TOKEN.matcher(page);
        int start = 0;
        while (tokens.find()) {
            texts.add(page.substring(start, tokens.start()).getBytes(UTF_8));
            holes.add(Placeholder.ofKey(tokens.group(1)));
            start = tokens.end();
        }
        texts.add(page.substring(start).getBytes(UTF_8));
        return new PreparedPage(texts, holes);
    }

    /** Returns the bytes without those in the holes. */
    int length() {
        return length;
    }

    /** Returns the page with this story's facts in its holes, escaped whatever the template says. */
    byte[] fill(FailureText story) {
        byte[][] filled = new byte[holes.length][];
        int size = length;
        for (int i = 0; i < holes.length; i++) {
            filled[i] = holes[i].escaped(story).getBytes(UTF_8);
            size += filled[i].length;
        }
        // Most of a page is its beginning, which a copy need not clear first.
        byte[] page = Arrays.copyOf(texts[0], size);
        int at = texts[0].length;
        for (int i = 0; i < holes.length; i++) {
            at = append(page, at, filled[i]);
            at = append(page, at, texts[i + 1]);
        }
        return page;
    }

    private static int append(byte[] page, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, page, at, bytes.length);
        return at + bytes.length;
    }
}
