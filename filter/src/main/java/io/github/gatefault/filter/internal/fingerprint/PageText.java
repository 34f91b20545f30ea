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
 * The text of a page as patterns are compared with it: decoded, without comments, and with white space only between words.
 * Gateways end lines in different ways, and nginx pads its page with comments for some browsers.
 */
final class PageText {
    /** The most characters that are compared. */
    private static final int MAX_LENGTH = 16 * 1024;

    /** White space next to these means nothing in HTML and JSON. */
    private static final String MARKUP = "<>{},:\"";

    private PageText() {}

    private interface Decoder {
        InputStream decode(InputStream coded) throws IOException;
    }

    /** Returns the text of the first bytes of a body, or {@code null} if we cannot decode its coding. */
    static @Nullable String decode(byte[] body, @Nullable String contentEncoding) {
        String coding = contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        return switch (coding) {
            case "", "identity" -> decode(body, in -> in);
            case "gzip", "x-gzip" -> decode(body, GZIPInputStream::new);
            case "deflate" -> decode(body, InflaterInputStream::new);
            default -> null;
        };
    }

    private static String decode(byte[] body, Decoder decoder) {
        byte[] text = new byte[MAX_LENGTH];
        int length = 0;
        try (InputStream in = decoder.decode(new ByteArrayInputStream(body))) {
            for (int n = 0; n >= 0 && length < MAX_LENGTH; n = in.read(text, length, MAX_LENGTH - length)) {
                length += n;
            }
        } catch (IOException e) {
            // An incomplete body ends in the middle of its coding. The text before that counts.
        }
        return normalize(new String(text, 0, length, StandardCharsets.ISO_8859_1));
    }

    /** Returns the text with one character for each byte in UTF-8, as pages are decoded. */
    static String asLatin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static String normalize(String text) {
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
                if (space && !out.isEmpty() && !isMarkup(c) && !isMarkup(out.charAt(out.length() - 1))) {
                    out.append(' ');
                }
                space = false;
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isMarkup(char c) {
        return MARKUP.indexOf(c) >= 0;
    }
}
