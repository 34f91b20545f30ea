package io.github.gatefault.filter.internal.http;

import io.github.gatefault.cause.Incident;
import io.github.gatefault.filter.internal.http.ProxyStatusField.Member;
import java.util.List;

/**
 * The {@code Proxy-Status} of an incident (RFC 9209): what intermediaries closer to the origin said, and a member behind them
 * that names the deployment. An error is told by the one that met it: where another gateway answered, ours tells what it got.
 */
public final class ProxyStatusWriter {
    private final String name;
    private final boolean details;

    /**
     * Makes the writer.
     *
     * @param name the member: a token, as the settings have checked
     * @param details whether the finer word is told
     */
    public ProxyStatusWriter(String name, boolean details) {
        this.name = name;
        this.details = details;
    }

    public String of(Incident incident, List<Member> before) {
        StringBuilder member = new StringBuilder();
        before.forEach(inner -> member.append(inner.publicForm()).append(", "));
        member.append(name);
        if (incident.receivedStatus() == null && incident.cause().isProxyErrorType()) {
            member.append("; error=").append(incident.cause().token());
        }
        if (incident.receivedStatus() != null) {
            member.append("; received-status=").append(incident.receivedStatus());
        }
        if (details && incident.causeDetail() != null) {
            member.append("; details=\"").append(incident.causeDetail()).append('"');
        }
        return member.toString();
    }
}
