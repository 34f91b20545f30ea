package io.github.gatefault.pages.internal.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the {@code Content-Security-Policy} of a page. It allows the page's own style blocks by their hashes, images within the
 * page, and, with enhancements, its own script blocks by their hashes; nothing else.
 */
public final class ContentSecurityPolicy {
    private static final Pattern BLOCK = Pattern.compile("(?is)<(style|script)\\b[^>]*>(.*?)</\\1");

    private ContentSecurityPolicy() {}

    /**
     * Returns the policy of this page. Throws an {@link IllegalArgumentException} if a style or script contains a placeholder: HTML
     * escaping does not protect it there, and its hash is unknown before it is filled.
     */
    public static String of(String template, String page, boolean enhancements) {
        Set<String> styles = new LinkedHashSet<>();
        Set<String> scripts = new LinkedHashSet<>();
        Matcher blocks = BLOCK.matcher(page);
        while (blocks.find()) {
            String name = blocks.group(1);
            String content = blocks.group(2);
            Matcher placeholder = Placeholder.TOKEN.matcher(content);
            if (placeholder.find()) {
                throw new IllegalArgumentException("template " + template + " must not have {{" + placeholder.group(1)
                        + "}} inside <" + name + ">, where it cannot be escaped; move it into the text of the page");
            }
            (name.equalsIgnoreCase("style") ? styles : scripts)
                    .add("'sha256-" + Base64.getEncoder().encodeToString(sha256(content)) + '\'');
        }
        return "default-src 'none'; style-src " + (styles.isEmpty() ? "'none'" : String.join(" ", styles))
                + (enhancements && !scripts.isEmpty() ? "; script-src " + String.join(" ", scripts) : "")
                + "; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";
    }

    private static byte[] sha256(String content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
