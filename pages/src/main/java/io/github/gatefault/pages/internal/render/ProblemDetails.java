package io.github.gatefault.pages.internal.render;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.gatefault.cause.CauseType;
import io.github.gatefault.cause.Incident;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Problem details (RFC 9457) for programs and terminals: one list of members, written as JSON, XML or text. */
public final class ProblemDetails {
    private static final int TYPICAL_LENGTH = 1024;
    /** Problem JSON must be shorter than this, in bytes. */
    private static final int JSON_LIMIT = 1024;

    private final String base;
    private final FactWriter facts;

    /** Writes types and instances below this URI or path. */
    public ProblemDetails(String base, FactWriter facts) {
        this.base = base;
        this.facts = facts;
    }

    /** Returns JSON with the longest detail that fits the limit: in some scripts each letter takes three bytes. */
    public byte[] json(FailureText text) {
        for (String detail : text.details()) {
            byte[] written = facts.json(members(text, detail));
            if (written.length < JSON_LIMIT) {
                return written;
            }
        }
        return facts.json(members(text, null));
    }

    /** Returns the XML of RFC 9457, appendix B. */
    public byte[] xml(FailureText text) {
        return facts.xml(text.language(), members(text, text.detail()));
    }

    /** Returns sentences for a person, then the other members, a line each. */
    public byte[] text(FailureText text) {
        StringBuilder out = new StringBuilder(TYPICAL_LENGTH)
                .append(text.headline())
                .append("\n\n")
                .append(text.detail())
                .append('\n');
        String advice = text.waitHint() != null ? text.waitHint() : text.advice();
        if (advice != null) {
            out.append(advice).append('\n');
        }
        out.append('\n');
        FactWriter.appendLines(out, members(text, null));
        return out.toString().getBytes(UTF_8);
    }

    /** Returns one line. */
    public byte[] shortText(FailureText text) {
        Incident incident = text.incident();
        return (text.headline() + " (" + incident.cause().token() + ", " + incident.id() + ")\n").getBytes(UTF_8);
    }

    private Map<String, Object> members(FailureText text, @Nullable String detail) {
        Incident incident = text.incident();
        CauseType cause = incident.cause();
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", base + cause.token());
        members.put("title", text.title());
        members.put("status", incident.status());
        FactWriter.putIfPresent(members, "detail", detail);
        members.put("instance", base + "incidents/" + incident.id());
        members.put("cause", cause.token());
        members.put("category", cause.family().token());
        members.put("correlation_id", incident.id());
        members.put("timestamp", incident.time());
        members.put("retryable", incident.retryable());
        members.put("request_sent", incident.requestSent().token());
        members.put("action_by", cause.actionBy().token());
        FactWriter.putIfPresent(members, "cause_detail", incident.causeDetail());
        FactWriter.putIfPresent(
                members, "retry_after", incident.retryAfterSeconds().orElse(null));
        FactWriter.putIfPresent(members, "trace_id", incident.traceId());
        FactWriter.putIfPresent(members, "answered_by", text.answeredBy());
        FactWriter.putIfPresent(members, "received_status", incident.receivedStatus());
        FactWriter.putIfPresent(members, "upstream", text.visibleUpstream());
        FactWriter.putIfPresent(members, "status_page", text.brand().statusPage());
        FactWriter.putIfPresent(members, "help", text.brand().help());
        return members;
    }
}
