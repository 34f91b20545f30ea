package io.github.gatefault.pages.internal.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.github.gatefault.pages.internal.i18n.Language;
import io.github.gatefault.pages.internal.text.UntrustedText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a list of facts as JSON, as the XML of RFC 9457, appendix B, or as lines of text. */
public final class FactWriter {
    private static final int TYPICAL_LENGTH = 1024;

    /** Its own pool, since the default one leaves a buffer on each thread of the container. */
    private final JsonFactory json = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newBoundedPool(16))
            .build();

    /** Writes strings, numbers, booleans, lists and maps as a JSON object. */
    public byte[] json(Map<String, Object> facts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(TYPICAL_LENGTH);
        try (JsonGenerator object = json.createGenerator(out)) {
            write(object, facts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else if (value instanceof List<?> items) {
            out.writeStartArray();
            for (Object item : items) {
                write(out, item);
            }
            out.writeEndArray();
        } else if (value instanceof Map<?, ?> facts) {
            out.writeStartObject();
            for (Map.Entry<?, ?> fact : facts.entrySet()) {
                out.writeFieldName(fact.getKey().toString());
                write(out, fact.getValue());
            }
            out.writeEndObject();
        } else {
            out.writeString(value.toString());
        }
    }

    /** Writes names and values as an XML document. */
    public byte[] xml(Language language, Map<String, Object> facts) {
        StringBuilder out = new StringBuilder(TYPICAL_LENGTH)
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<problem xmlns=\"urn:ietf:rfc:7807\" xml:lang=\"")
                .append(language.tag())
                .append("\">\n");
        facts.forEach((name, value) -> out.append("  <")
                .append(name)
                .append('>')
                .append(markup(value))
                .append("</")
                .append(name)
                .append(">\n"));
        return out.append("</problem>\n").toString().getBytes(UTF_8);
    }

    private static String markup(Object value) {
        if (value instanceof List<?> items) {
            return items.stream().map(item -> "<i>" + markup(item) + "</i>").collect(Collectors.joining());
        }
        return UntrustedText.toMarkup(value.toString());
    }

    /** Adds a fact unless its value is unknown. */
    static void putIfPresent(Map<String, Object> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    /** Appends a line for each fact, and for a list a line for each item. */
    public static void appendLines(StringBuilder out, Map<String, Object> facts) {
        facts.forEach((name, value) -> {
            for (Object item : value instanceof List<?> items ? items : List.of(value)) {
                out.append(name).append(": ").append(item).append('\n');
            }
        });
    }
}
