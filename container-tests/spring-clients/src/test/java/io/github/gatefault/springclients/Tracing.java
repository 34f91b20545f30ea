package io.github.gatefault.springclients;

import java.util.List;
import java.util.stream.Collectors;

/** The bridges of Micrometer Tracing, by the names of what configures them on either line of Spring Boot. */
final class Tracing {
    /** What to exclude for no tracing at all. */
    static final List<String> NONE = List.of(
            "org.springframework.boot.actuate.autoconfigure.tracing.BraveAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.brave.autoconfigure.BraveAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration");

    private Tracing() {}

    /** Returns the property by which only this one traces: {@code Brave} or {@code OpenTelemetry}. */
    static String onlyBy(String bridge) {
        return "spring.autoconfigure.exclude="
                + NONE.stream().filter(name -> !name.contains(bridge)).collect(Collectors.joining(","));
    }
}
