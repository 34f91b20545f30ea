package io.github.gatefault.filter.internal.config;

import io.github.gatefault.pages.Format;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The formats that are fixed for path prefixes; the longest prefix counts. */
public final class PathFormats {
    private static final Map<String, Format> NAMES = new TreeMap<>(Map.of(
            "html", Format.HTML,
            "problem+json", Format.PROBLEM_JSON,
            "json", Format.JSON,
            "problem+xml", Format.PROBLEM_XML,
            "xml", Format.XML,
            "text", Format.TEXT));

    private record PathFormat(String prefix, Format format) {}

    private final List<PathFormat> longestFirst;

    private PathFormats(List<PathFormat> longestFirst) {
        this.longestFirst = longestFirst;
    }

    /**
     * Reads pairs such as {@code /api/=problem+json, /legacy/=text}; of an empty text, none.
     *
     * @throws IllegalArgumentException if that is not what it says
     */
    public static PathFormats parse(String pairs) {
        if (pairs.isBlank()) {
            return new PathFormats(List.of());
        }
        List<PathFormat> formats = new ArrayList<>();
        for (String pair : pairs.split(",", -1)) {
            String[] sides = pair.strip().split("=", 2);
            Format format = sides.length == 2 ? NAMES.get(sides[1].strip()) : null;
            if (format == null || !sides[0].startsWith("/")) {
                throw new IllegalArgumentException(
                        "allowed are pairs such as /api/=problem+json, divided by commas, with a path that begins with / and one of "
                                + String.join(", ", NAMES.keySet()));
            }
            formats.add(new PathFormat(sides[0].strip(), format));
        }
        formats.sort(Comparator.comparing((PathFormat f) -> f.prefix().length()).reversed());
        return new PathFormats(List.copyOf(formats));
    }

    /** Returns the format for this path within the application, or {@code null} where it is to be negotiated. */
    public @Nullable Format of(String path) {
        for (PathFormat format : longestFirst) {
            if (path.startsWith(format.prefix())) {
                return format.format();
            }
        }
        return null;
    }
}
