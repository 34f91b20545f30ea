package io.github.gatefault.filter.internal.config;

import io.github.gatefault.pages.Format;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The formats that are fixed for path prefixes. The longest prefix wins. */
public final class PathFormats {
    private static final Map<String, Format> NAMES = new TreeMap<>(Map.of(
            "html", Format.HTML,
            "problem+json", Format.PROBLEM_JSON,
            "json", Format.JSON,
            "problem+xml", Format.PROBLEM_XML,
            "xml", Format.XML,
            "text", Format.TEXT));

    /** No format at all. */
    public static final PathFormats NONE = new PathFormats(List.of());

    private record PathFormat(String prefix, Format format) {}

    private final List<PathFormat> longestFirst;

    private PathFormats(List<PathFormat> longestFirst) {
        this.longestFirst = longestFirst;
    }

    /**
     * Reads pairs such as {@code /api/=problem+json, /legacy/=text}. An empty text means none.
     *
     * @throws IllegalArgumentException if it is neither; the message goes on with "must be ..."
     */
    public static PathFormats parse(String pairs) {
        if (pairs.isBlank()) {
            return NONE;
        }
        List<PathFormat> formats = new ArrayList<>();
        for (String pair : pairs.split(",", -1)) {
            String[] sides = pair.strip().split("=", 2);
            Format format = sides.length == 2 ? NAMES.get(sides[1].strip()) : null;
            if (format == null || !sides[0].startsWith("/")) {
                throw new IllegalArgumentException(
                        "must be pairs such as /api/=problem+json, separated by commas, of a path that begins with / and one of "
                                + String.join(", ", NAMES.keySet()));
            }
            formats.add(new PathFormat(sides[0].strip(), format));
        }
        formats.sort(Comparator.comparing((PathFormat f) -> f.prefix().length()).reversed());
        return new PathFormats(List.copyOf(formats));
    }

    /** Returns the format for this path within the application, or {@code null} where it is negotiated. */
    public @Nullable Format of(String path) {
        for (PathFormat format : longestFirst) {
            if (path.startsWith(format.prefix())) {
                return format.format();
            }
        }
        return null;
    }
}
