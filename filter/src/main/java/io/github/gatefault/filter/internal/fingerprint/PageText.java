package io.github.gatefault.filter.internal.fingerprint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The text of a page, for the look only: decoded, without comments, and with white space only where it divides words. Gateways
 * end their lines each in their own way, and nginx fills its page up with comments for some browsers.
 */
final class PageText {
    /** As much as is looked at, of what is held back and of what it decodes to. */
    private static final int MOST = 16 * 1024;

    /** Next to these, white space means nothing in HTML and JSON. */
    private static final String MARKS = "<>{},:\"";

    private PageText() {}

    /** Returns the text of the first bytes of a body, or {@code null} where its coding is not one that can be looked into. */
    static @Nullable String of(byte[] body, @Nullable String contentEncoding) {
        String coding = contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        return switch (coding) {
            case "", "identity" ->
                normalised(new String(body, 0, Math.min(body.length, MOST), StandardCharsets.ISO_8859_1));
            case "gzip", "x-gzip" -> decoded(body, GZIPInputStream::new);
            case "deflate" -> decoded(body, InflaterInputStream::new);
            default -> null;
        };
    }

    private interface Decoder {
        InputStream of(InputStream coded) throws IOException;
    }

    /** A body that has not come whole ends in the middle of its coding: what came before counts. */
    private static String decoded(byte[] body, Decoder decoder) {
        byte[] text = new byte[MOST];
        int size = 0;
        try (InputStream in = decoder.of(new ByteArrayInputStream(body))) {
            for (int n = 0; n >= 0 && size < MOST; n = in.read(text, size, MOST - size)) {
                size += n;
            }
        } catch (IOException e) {
            return normalised(new String(text, 0, size, StandardCharsets.ISO_8859_1));
        }
        return normalised(new String(text, 0, size, StandardCharsets.ISO_8859_1));
    }

    /** Returns the text as bytes would come, each a character: so that what is not ASCII compares, too. */
    static String asBytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static String normalised(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '<' && text.startsWith("<!--", i)) {
                int end = text.indexOf("-->", i + 4);
                if (end < 0) {
                    break;
                }
                i = end + 2;
            } else if (c <= ' ') {
                space = true;
            } else {
                if (space && !out.isEmpty() && !isMark(c) && !isMark(out.charAt(out.length() - 1))) {
                    out.append(' ');
                }
                space = false;
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isMark(char c) {
        return MARKS.indexOf(c) >= 0;
    }
}
