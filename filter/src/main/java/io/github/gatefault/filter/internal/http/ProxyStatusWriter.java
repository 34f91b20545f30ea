package io.github.gatefault.filter.internal.http;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.internal.http.ProxyStatusField.Member;
import java.util.List;

/**
 * Writes the {@code Proxy-Status} of an incident (RFC 9209): the members of intermediaries closer to the origin, then one that
 * names this deployment. Only the intermediary that met an error reports it: if another gateway answered, we report its status.
 */
public final class ProxyStatusWriter {
    private final String name;
    private final boolean details;

    /** Creates a writer with the name of our member, which must be a token, and whether to write the cause detail. */
    public ProxyStatusWriter(String name, boolean details) {
        this.name = name;
        this.details = details;
    }

    /** Returns the value of the field, with the members that the response already had. */
    public String write(Incident incident, List<Member> innerMembers) {
        StringBuilder field = new StringBuilder();
        innerMembers.forEach(inner -> field.append(inner.publicForm()).append(", "));
        field.append(name);
        if (incident.receivedStatus() == null && incident.cause().isProxyErrorType()) {
            field.append("; error=").append(incident.cause().token());
        }
        if (incident.receivedStatus() != null) {
            field.append("; received-status=").append(incident.receivedStatus());
        }
        if (details && incident.causeDetail() != null) {
            field.append("; details=\"").append(incident.causeDetail()).append('"');
        }
        return field.toString();
    }
}
