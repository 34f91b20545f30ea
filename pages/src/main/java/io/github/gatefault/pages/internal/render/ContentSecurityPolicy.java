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
 * The policy under which a page is shown: its own style blocks, by hash, and images in the page; with enhancements its own
 * script blocks, by hash; nothing else at all.
 */
public final class ContentSecurityPolicy {
    private static final Pattern BLOCK = Pattern.compile("(?is)<(style|script)\\b[^>]*>(.*?)</\\1");

    private ContentSecurityPolicy() {}

    /**
     * Returns the policy of this page.
     *
     * @throws IllegalArgumentException if a style or script has a hole: escaping for HTML does not protect it, and a hash
     *     could not be known before it is filled
     */
    public static String of(String template, String page, boolean enhancements) {
        Set<String> styles = new LinkedHashSet<>();
        Set<String> scripts = new LinkedHashSet<>();
        Matcher blocks = BLOCK.matcher(page);
        while (blocks.find()) {
            String name = blocks.group(1);
            String content = blocks.group(2);
            Matcher hole = Placeholder.TOKEN.matcher(content);
            if (hole.find()) {
                throw new IllegalArgumentException("The template " + template + " has {{" + hole.group(1)
                        + "}} inside <" + name
                        + ">, where facts of a request cannot be made safe; put it into the text of the page");
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
