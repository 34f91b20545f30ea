/**
 * From the ID that a visitor reads out to the answer: what failed, by which evidence, how often, what to do, and where the log
 * has it. {@link io.github.gatefault.filter.lookup.IncidentLookup} tells it in plain maps,
 * {@link io.github.gatefault.filter.lookup.IncidentServlet} as pages and JSON for those who may see it.
 */
@NullMarked
package io.github.gatefault.filter.lookup;

import org.jspecify.annotations.NullMarked;
