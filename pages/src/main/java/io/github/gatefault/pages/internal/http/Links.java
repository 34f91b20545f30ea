package io.github.gatefault.pages.internal.http;

import java.util.List;
import java.util.Locale;

/** Checks where a link leads, without parsing it further. */
public final class Links {
    private Links() {}

    /** Returns whether this is an absolute path on the same host; {@code //} would begin another host. */
    public static boolean isAbsolutePath(String link) {
        return link.startsWith("/") && !link.startsWith("//");
    }

    /** Returns whether this link has one of these schemes. */
    public static boolean hasScheme(String link, String... schemes) {
        int colon = link.indexOf(':');
        return colon > 0 && List.of(schemes).contains(link.substring(0, colon).toLowerCase(Locale.ROOT));
    }
}
