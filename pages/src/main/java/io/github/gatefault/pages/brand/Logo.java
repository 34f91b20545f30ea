package io.github.gatefault.pages.brand;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * An image that is sent within the page, as a {@code data:} URI: while a server is down, its page must not ask it for more. The
 * page shows it as {@code <img>}, where browsers run no script of an SVG and load nothing for it.
 *
 * @param uri the {@code data:} URI
 */
public record Logo(String uri) {
    /** The size limit of a file, in bytes. */
    public static final int MAX_BYTES = 32 * 1024;

    /** Throws an {@link IllegalArgumentException} if the URI is not an image within a {@code data:} URI. */
    public Logo {
        if (!uri.startsWith("data:image/")) {
            throw new IllegalArgumentException("brand logo must be a data:image/ URI; use Logo.of for a file");
        }
    }

    /** Returns the logo in this file: SVG, PNG, JPEG, GIF or WebP of at most {@value #MAX_BYTES} bytes. */
    public static Logo of(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "brand logo must have at most " + MAX_BYTES + " bytes, not " + file.length);
        }
        return new Logo(
                "data:image/" + type(file) + ";base64," + Base64.getEncoder().encodeToString(file));
    }

    private static String type(byte[] file) {
        // Latin-1 turns each byte into one char.
        String content = new String(file, StandardCharsets.ISO_8859_1);
        if (content.startsWith("\u0089PNG\r\n")) {
            return "png";
        }
        if (content.startsWith("\u00ff\u00d8\u00ff")) {
            return "jpeg";
        }
        if (content.startsWith("GIF8")) {
            return "gif";
        }
        if (content.startsWith("RIFF") && content.startsWith("WEBP", 8)) {
            return "webp";
        }
        String text = content.replace("\u00ef\u00bb\u00bf", "").stripLeading();
        if (text.startsWith("<") && text.contains("<svg")) {
            return "svg+xml";
        }
        throw new IllegalArgumentException("brand logo must be SVG, PNG, JPEG, GIF or WebP");
    }
}
