package io.github.gatefault.suite.wire;

/** One header or trailer line, as it came. */
public record Field(String name, String value) {
    @Override
    public String toString() {
        return name + ": " + value;
    }
}
