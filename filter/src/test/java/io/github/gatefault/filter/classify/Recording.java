package io.github.gatefault.filter.classify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a real client threw for a fault that was made for it.
 *
 * @param truth the token of what had been done to the client
 * @param accept what else may be said of it
 * @param headersReceived whether the upstream had sent its headers
 */
record Recording(
        String client,
        String fault,
        String truth,
        List<String> accept,
        boolean headersReceived,
        Duration elapsed,
        List<ThrowableInfo> links) {

    /** Reads recordings, a JSON object on each line; gzipped or not. */
    static List<Recording> read(Path recordings, Path hierarchy) {
        try (InputStream in = Files.newInputStream(recordings);
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        recordings.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
                        StandardCharsets.UTF_8))) {
            Map<String, Object> superclasses = object(parse(Files.readString(hierarchy)));
            return lines.lines()
                    .map(line -> of(object(parse(line)), superclasses))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Recording of(Map<String, Object> row, Map<String, Object> superclasses) {
        List<ThrowableInfo> links = new ArrayList<>();
        Deque<Map<String, Object>> suppressed = new ArrayDeque<>();
        for (Object link : list(row, "chain")) {
            links.add(link(object(link), false, superclasses));
            list(object(link), "suppressed").forEach(beside -> suppressed.add(object(beside)));
        }
        while (!suppressed.isEmpty()) {
            Map<String, Object> link = suppressed.remove();
            links.add(link(link, true, superclasses));
            list(link, "suppressed").forEach(beside -> suppressed.add(object(beside)));
            list(link, "chain").forEach(beside -> suppressed.add(object(beside)));
        }
        return new Recording(
                text(row, "client"),
                text(row, "fault"),
                text(row, "truth"),
                list(row, "accept").stream().map(String::valueOf).toList(),
                Boolean.TRUE.equals(row.get("headers_received")),
                Duration.ofMillis(Long.parseLong(text(row, "elapsed_ms"))),
                links);
    }

    private static ThrowableInfo link(Map<String, Object> link, boolean suppressed, Map<String, Object> superclasses) {
        String name = text(link, "class");
        List<String> types = Stream.concat(
                        Stream.of(name), list(superclasses, name).stream().map(String::valueOf))
                .map(ThrowableInfo::unshaded)
                .toList();
        Object message = link.get("message");
        boolean innermost = suppressed || link.containsKey("frames");
        List<String> stack = Stream.concat(
                        innermost && link.get("top") instanceof String top
                                ? Stream.of(top.substring(0, top.lastIndexOf('.')))
                                : Stream.of(),
                        list(link, "frames").stream().map(String::valueOf))
                .map(ThrowableInfo::unshaded)
                .toList();
        return new ThrowableInfo(
                types, ThrowableInfo.withoutPrefix(message == null ? "" : message.toString()), suppressed, () -> stack);
    }

    private static String text(Map<String, Object> object, String key) {
        return Objects.requireNonNull(object.get(key), key).toString();
    }

    private static List<?> list(Map<String, Object> object, String key) {
        return object.get(key) instanceof List<?> list ? list : List.of();
    }

    @SuppressWarnings("unchecked") // JSON's keys are strings.
    private static Map<String, Object> object(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    private static @Nullable Object parse(String json) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return value(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    object.put(key, value(parser));
                }
                yield object;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }
}
