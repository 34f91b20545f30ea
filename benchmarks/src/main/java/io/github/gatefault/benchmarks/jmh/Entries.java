package io.github.gatefault.benchmarks.jmh;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Headers or attributes: few, in order, and without a byte allocated for one more. */
final class Entries<T> {
    private final List<String> names = new ArrayList<>(64);
    private final List<T> values = new ArrayList<>(64);

    private int indexOf(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    @Nullable
    T get(String name) {
        int i = indexOf(name);
        return i < 0 ? null : values.get(i);
    }

    void set(String name, T value) {
        int i = indexOf(name);
        if (i < 0) {
            add(name, value);
        } else {
            values.set(i, value);
        }
    }

    void add(String name, T value) {
        names.add(name);
        values.add(value);
    }

    void remove(String name) {
        int i = indexOf(name);
        if (i >= 0) {
            names.remove(i);
            values.remove(i);
        }
    }

    void clear() {
        names.clear();
        values.clear();
    }

    List<String> names() {
        return names.isEmpty() ? List.of() : Collections.unmodifiableList(names);
    }

    List<T> all(String name) {
        T value = get(name);
        return value == null ? List.of() : List.of(value);
    }
}
