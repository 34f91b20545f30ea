package io.github.gatefault.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Problem details (RFC 9457) for programs and terminals: one list of facts, written as JSON, XML or text. */
final class Problem {
    private static final int TYPICAL_LENGTH = 1024;
    /** Problem JSON is shorter than this, in bytes. */
    private static final int JSON_LIMIT = 1024;

    private final String base;
    /** A pool of its own: the default one would leave a buffer on each thread of the container. */
    private final JsonFactory json = JsonFactory.builder()
            .recyclerPool(JsonRecyclerPools.newBoundedPool(16))
            .build();

    Problem(String base) {
        this.base = base;
    }

    /** Returns the facts, with as many words as there is room for: each letter of some scripts takes three bytes. */
    byte[] json(Story story) {
        for (String detail : story.details()) {
            byte[] written = json(members(story, detail));
            if (written.length < JSON_LIMIT) {
                return written;
            }
        }
        return json(members(story, null));
    }

    private byte[] json(Map<String, Object> members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(TYPICAL_LENGTH);
        try (JsonGenerator object = json.createGenerator(out)) {
            object.writeStartObject();
            for (Map.Entry<String, Object> member : members.entrySet()) {
                object.writeFieldName(member.getKey());
                if (member.getValue() instanceof Boolean truth) {
                    object.writeBoolean(truth);
                } else if (member.getValue() instanceof Number number) {
                    object.writeNumber(number.longValue());
                } else {
                    object.writeString(member.getValue().toString());
                }
            }
            object.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    byte[] xml(Story story) {
        StringBuilder out = new StringBuilder(TYPICAL_LENGTH)
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<problem xmlns=\"urn:ietf:rfc:7807\" xml:lang=\"")
                .append(story.language().tag())
                .append("\">\n");
        members(story, story.detail())
                .forEach((name, value) -> out.append("  <")
                        .append(name)
                        .append('>')
                        .append(Escape.markup(value.toString()))
                        .append("</")
                        .append(name)
                        .append(">\n"));
        return out.append("</problem>\n").toString().getBytes(UTF_8);
    }

    /** Returns the sentences that a person reads, then the facts that are not told by them, a line each. */
    byte[] text(Story story) {
        StringBuilder out = new StringBuilder(TYPICAL_LENGTH)
                .append(story.headline())
                .append("\n\n")
                .append(story.detail())
                .append('\n');
        String advice = story.waitHint() != null ? story.waitHint() : story.advice();
        if (advice != null) {
            out.append(advice).append('\n');
        }
        out.append('\n');
        members(story, null)
                .forEach((name, value) ->
                        out.append(name).append(": ").append(value).append('\n'));
        return out.toString().getBytes(UTF_8);
    }

    byte[] shortText(Story story) {
        Incident incident = story.incident();
        return (story.headline() + " (" + incident.cause().token() + ", " + incident.id() + ")\n").getBytes(UTF_8);
    }

    private Map<String, Object> members(Story story, @Nullable String detail) {
        Incident incident = story.incident();
        CauseType cause = incident.cause();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", base + cause.token());
        members.put("title", story.title());
        members.put("status", incident.status());
        putIfKnown(members, "detail", detail);
        members.put("instance", base + "incidents/" + incident.id());
        members.put("cause", cause.token());
        members.put("category", cause.family().token());
        members.put("correlation_id", incident.id());
        members.put("timestamp", incident.time());
        members.put("retryable", incident.retryable());
        members.put("request_sent", incident.requestSent().token());
        members.put("action_by", cause.actionBy().token());
        putIfKnown(members, "cause_detail", incident.causeDetail());
        putIfKnown(members, "retry_after", incident.retryAfterSeconds().orElse(null));
        putIfKnown(members, "trace_id", incident.traceId() == null ? null : Escape.clean(incident.traceId()));
        putIfKnown(members, "answered_by", story.answeredBy());
        putIfKnown(members, "received_status", incident.receivedStatus());
        putIfKnown(members, "upstream", story.upstream());
        putIfKnown(members, "status_page", story.brand().statusPage());
        putIfKnown(members, "help", story.brand().help());
        return members;
    }

    private static void putIfKnown(Map<String, Object> members, String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
    }
}
