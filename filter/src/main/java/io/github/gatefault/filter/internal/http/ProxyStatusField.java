package io.github.gatefault.filter.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Proxy-Status} of a response (RFC 9209): the intermediaries that handled it, the one closest to the origin first. As
 * RFC 9651 demands, a field that is malformed anywhere counts as absent.
 */
public final class ProxyStatusField {
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_MEMBERS = 32;

    /**
     * One intermediary.
     *
     * @param name its name, without quotes
     * @param quoted whether it was a string and not a token
     * @param error the error type, or {@code null} if it did not fail
     * @param receivedStatus the status that it received, or {@code null}
     * @param details its free text, or {@code null}
     */
    public record Member(
            String name,
            boolean quoted,
            @Nullable String error,
            @Nullable Long receivedStatus,
            @Nullable String details) {
        /** Returns the member without addresses and without free text, as it may leave the gateway. */
        public String publicForm() {
            StringBuilder form =
                    new StringBuilder(quoted ? '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : name);
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

    /** Returns the members in the lines of the field; none if it is absent, too long or malformed. */
    public static List<Member> parse(List<String> lines) {
        String field = String.join(",", lines);
        if (field.isBlank() || field.length() > MAX_LENGTH) {
            return List.of();
        }
        try {
            return members(new StructuredFieldReader(field));
        } catch (StructuredFieldReader.Malformed e) {
            return List.of();
        }
    }

    /** Returns the failed member that is closest to the origin; later ones only pass its failure on. */
    public static Optional<Member> firstFailed(List<Member> members) {
        return members.stream().filter(member -> member.error() != null).findFirst();
    }

    private static List<Member> members(StructuredFieldReader field) throws StructuredFieldReader.Malformed {
        List<Member> members = new ArrayList<>();
        field.skipSpaces();
        while (true) {
            Object name = field.bareItem();
            if (!(name instanceof String || name instanceof StructuredFieldReader.Token)
                    || members.size() == MAX_MEMBERS) {
                throw new StructuredFieldReader.Malformed();
            }
            members.add(member(name, field));
            if (!field.hasNextMember()) {
                return members;
            }
        }
    }

    /** If a parameter occurs twice, the last one counts (RFC 9651, section 4.2.3.2). */
    private static Member member(Object name, StructuredFieldReader field) throws StructuredFieldReader.Malformed {
        String error = null;
        Long receivedStatus = null;
        String details = null;
        while (field.hasNextParameter()) {
            String key = field.key();
            Object value = field.parameterValue();
            switch (key) {
                case "error" -> error = value instanceof StructuredFieldReader.Token token ? token.text() : null;
                case "received-status" ->
                    receivedStatus = value instanceof Long status && status >= 100 && status <= 999 ? status : null;
                case "details" -> details = value instanceof String text ? text : null;
                default -> {} // Other parameters do not describe the failure.
            }
        }
        String text = name instanceof StructuredFieldReader.Token token ? token.text() : (String) name;
        return new Member(text, name instanceof String, error, receivedStatus, details);
    }
}
