package io.github.gatefault.pages.internal.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Problem details (RFC 9457) for programs and terminals: one list of facts, written as JSON, XML or text. */
public final class ProblemDetails {
    private static final int TYPICAL_LENGTH = 1024;
    /** Problem JSON is shorter than this, in bytes. */
    private static final int JSON_LIMIT = 1024;

    private final String base;
    private final FactWriter facts;

    public ProblemDetails(String base, FactWriter facts) {
        this.base = base;
        this.facts = facts;
    }

    /** Returns the facts, with as many words as there is room for: each letter of some scripts takes three bytes. */
    public byte[] json(FailureText story) {
        for (String detail : story.details()) {
            byte[] written = facts.json(members(story, detail));
            if (written.length < JSON_LIMIT) {
                return written;
            }
        }
        return facts.json(members(story, null));
    }

    public byte[] xml(FailureText story) {
        return facts.xml(story.language(), members(story, story.detail()));
    }

    /** Returns the sentences that a person reads, then the facts that are not told by them, a line each. */
    public byte[] text(FailureText story) {
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
        FactWriter.lines(out, members(story, null));
        return out.toString().getBytes(UTF_8);
    }

    public byte[] shortText(FailureText story) {
        Incident incident = story.incident();
        return (story.headline() + " (" + incident.cause().token() + ", " + incident.id() + ")\n").getBytes(UTF_8);
    }

    private Map<String, Object> members(FailureText story, @Nullable String detail) {
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
        putIfKnown(members, "trace_id", incident.traceId());
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
