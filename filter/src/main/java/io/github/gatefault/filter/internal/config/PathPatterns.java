package io.github.gatefault.filter.internal.config;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;

/** Some of the paths within an application: single ones, and all below one. */
public final class PathPatterns {
    private record Pattern(String path, boolean below) {
        boolean matches(String uri, int from) {
            return uri.startsWith(path, from)
                    && (uri.length() == from + path.length() || (below && uri.charAt(from + path.length()) == '/'));
        }
    }

    private final List<Pattern> patterns;

    private PathPatterns(List<Pattern> patterns) {
        this.patterns = patterns;
    }

    /**
     * Reads patterns such as {@code /health, /internal/*}; {@code /internal/**} means the same as {@code /internal/*}:
     * {@code /internal} and all below it.
     *
     * @throws IllegalArgumentException if it is not a list of paths; the message goes on with "must be ..."
     */
    public static PathPatterns parse(String list) {
        List<Pattern> patterns = new ArrayList<>();
        for (String item : list.split(",", -1)) {
            String pattern = item.strip();
            boolean below = pattern.endsWith("/*") || pattern.endsWith("/**");
            String path = below ? pattern.substring(0, pattern.lastIndexOf('/')) : pattern;
            if (!pattern.startsWith("/") || path.contains("*")) {
                throw new IllegalArgumentException(
                        "must be paths such as /health, or /internal/* for all below one, separated by commas");
            }
            patterns.add(new Pattern(path, below));
        }
        return new PathPatterns(List.copyOf(patterns));
    }

    /** Returns whether the path of this request matches, as it was sent, with nothing decoded. */
    public boolean match(HttpServletRequest request) {
        String uri = request.getRequestURI();
        int from = request.getContextPath().length();
        for (int i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(uri, from)) {
                return true;
            }
        }
        return false;
    }
}
