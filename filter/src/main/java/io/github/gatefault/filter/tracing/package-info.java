/**
 * Adds incidents to OpenTelemetry's spans, for applications with its API on the class path. May know {@code incident} only; it
 * plugs in as an {@code IncidentListener}.
 */
@NullMarked
package io.github.gatefault.filter.tracing;

import org.jspecify.annotations.NullMarked;
