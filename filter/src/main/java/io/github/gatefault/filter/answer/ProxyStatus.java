package io.github.gatefault.filter.answer;

import io.github.gatefault.cause.Incident;

/** The {@code Proxy-Status} of an incident (RFC 9209): a list of one member, which names the deployment. */
final class ProxyStatus {
    private final String name;
    private final boolean details;

    /**
     * Makes the writer.
     *
     * @param name the member: a token, as the settings have checked
     * @param details whether the finer word is told
     */
    ProxyStatus(String name, boolean details) {
        this.name = name;
        this.details = details;
    }

    String of(Incident incident) {
        StringBuilder member = new StringBuilder(name);
        if (incident.cause().isProxyErrorType()) {
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
