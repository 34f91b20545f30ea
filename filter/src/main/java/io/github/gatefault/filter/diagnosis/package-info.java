/**
 * Probes a configured upstream after it has failed, off the request's thread, as an operator would do by hand. May know
 * {@code incident}, {@code upstream} and {@code internal.logging}; it plugs in as an {@code IncidentListener}.
 */
@NullMarked
package io.github.gatefault.filter.diagnosis;

import org.jspecify.annotations.NullMarked;
