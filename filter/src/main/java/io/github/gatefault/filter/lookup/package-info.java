/**
 * The incident lookup for operators: {@link io.github.gatefault.filter.lookup.IncidentServlet} shows pages and JSON,
 * {@link io.github.gatefault.filter.lookup.IncidentLookup} returns JSON objects, {@link io.github.gatefault.filter.lookup.LogLink}
 * links to the logs. May know {@code incident}, {@code upstream} and the pages, and never the filter.
 */
@NullMarked
package io.github.gatefault.filter.lookup;

import org.jspecify.annotations.NullMarked;
