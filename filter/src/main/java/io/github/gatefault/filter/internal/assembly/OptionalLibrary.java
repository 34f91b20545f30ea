package io.github.gatefault.filter.internal.assembly;

/** Libraries that an application may have. What uses one is linked only after it was seen to be there. */
enum OptionalLibrary {
    MICROMETER("io.micrometer.core.instrument.MeterRegistry"),
    OPEN_TELEMETRY("io.opentelemetry.api.trace.Span");

    private final String className;

    OptionalLibrary(String className) {
        this.className = className;
    }

    boolean isPresent() {
        try {
            Class.forName(className, false, OptionalLibrary.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
