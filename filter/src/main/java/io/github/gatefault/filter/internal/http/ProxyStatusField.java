package io.github.gatefault.filter.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@code Proxy-Status} that came with an answer (RFC 9209): which intermediaries handled it, the one closest to the origin
 * first. Read strictly as a structured field (RFC 9651): what is wrong anywhere counts as if it were not there.
 */
public final class ProxyStatusField {
    private static final int MOST_CHARACTERS = 4096;
    private static final int MOST_MEMBERS = 32;

    /**
     * What one intermediary said.
     *
     * @param name its name, without quotes
     * @param quoted whether it came as a string, and not as a token
     * @param error the error type, or {@code null} where it did not fail
     * @param receivedStatus the status that it got, or {@code null}
     * @param details its own words, or {@code null}
     */
    public record Member(
            String name,
            boolean quoted,
            @Nullable String error,
            @Nullable Long receivedStatus,
            @Nullable String details) {
        /** Returns the member as it may go on to anybody: without addresses, and without words of its own. */
        public String publicForm() {
            StringBuilder form = new StringBuilder();
            if (quoted) {
                form.append('"')
                        .append(name.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            } else {
                form.append(name);
            }
            if (error != null) {
                form.append("; error=").append(error);
            }
            if (receivedStatus != null) {
                form.append("; received-status=").append(receivedStatus);
            }
            return form.toString();
        }
    }

    private ProxyStatusField() {}

    /** Returns the members in the lines of the field; none where the field is absent, too long or not well formed. */
    public static List<Member> parse(List<String> lines) {
        String field = String.join(",", lines);
        if (field.isBlank() || field.length() > MOST_CHARACTERS) {
            return List.of();
        }
        try {
            return members(new StructuredField(field));
        } catch (StructuredField.Malformed e) {
            return List.of();
        }
    }

    /** Returns who failed, closest to the origin; later ones only tell of it. */
    public static Optional<Member> whoFailed(List<Member> members) {
        return members.stream().filter(member -> member.error() != null).findFirst();
    }

    private static List<Member> members(StructuredField field) throws StructuredField.Malformed {
        List<Member> members = new ArrayList<>();
        field.skipSpaces();
        while (true) {
            Object name = field.bareItem();
            if (!(name instanceof String || name instanceof StructuredField.Token) || members.size() == MOST_MEMBERS) {
                throw new StructuredField.Malformed();
            }
            members.add(member(name, field));
            if (!field.hasNextMember()) {
                return members;
            }
        }
    }

    /** Where a parameter comes twice, the last one counts (RFC 9651, section 4.2.3.2). */
    private static Member member(Object name, StructuredField field) throws StructuredField.Malformed {
        String error = null;
        Long receivedStatus = null;
        String details = null;
        while (field.hasNextParameter()) {
            String key = field.key();
            Object value = field.parameterValue();
            switch (key) {
                case "error" -> error = value instanceof StructuredField.Token token ? token.text() : null;
                case "received-status" ->
                    receivedStatus = value instanceof Long status && status >= 100 && status <= 999 ? status : null;
                case "details" -> details = value instanceof String text ? text : null;
                default -> {
                    // Others say nothing of the failure.
                }
            }
        }
        String text = name instanceof StructuredField.Token token ? token.text() : (String) name;
        return new Member(text, name instanceof String, error, receivedStatus, details);
    }
}
