package io.github.gatefault.suite.wire;

import java.util.List;

/** A status line and its fields, in their order. */
public record Head(String statusLine, int status, List<Field> fields) {
    /** Copies the fields. */
    public Head {
        fields = List.copyOf(fields);
    }

    /** Returns all values under this name, compared without case. */
    public List<String> all(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .toList();
    }
}
