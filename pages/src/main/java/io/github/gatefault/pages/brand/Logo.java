package io.github.gatefault.pages.brand;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/**
 * A picture that is sent within the page, as a {@code data:} URI: a page that is shown because a server is down asks it for
 * nothing. Browsers run no script in such a picture and load nothing for it; of SVG, only what draws is kept all the same.
 *
 * @param uri the {@code data:} URI
 */
public record Logo(String uri) {
    /** The largest file that is taken, in bytes. */
    public static final int MAX_BYTES = 32 * 1024;

    /** Refuses what is no picture within the page. */
    public Logo {
        if (!uri.startsWith("data:image/")) {
            throw new IllegalArgumentException("A logo is a data:image/ URI; make it of a file's bytes");
        }
    }

    /**
     * Returns the logo in this file.
     *
     * @throws IllegalArgumentException if it is larger than {@value #MAX_BYTES} bytes, or none of SVG, PNG, JPEG, GIF and WebP
     */
    public static Logo of(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "the logo has %d bytes; allowed are at most %d", file.length, MAX_BYTES));
        }
        String type = type(file);
        byte[] picture = type.equals("svg+xml") ? Svg.drawing(file).getBytes(StandardCharsets.UTF_8) : file;
        return new Logo("data:image/" + type + ";base64," + Base64.getEncoder().encodeToString(picture));
    }

    private static String type(byte[] file) {
        // One char for each byte.
        String start = new String(file, 0, Math.min(file.length, 64), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG\r\n")) {
            return "png";
        }
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return "jpeg";
        }
        if (start.startsWith("GIF8")) {
            return "gif";
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return "webp";
        }
        if (start.replace("\u00ef\u00bb\u00bf", "").stripLeading().startsWith("<")) {
            return "svg+xml";
        }
        throw new IllegalArgumentException(
                "the logo is no picture that we know; allowed are SVG, PNG, JPEG, GIF and WebP");
    }
}
