/**
 * The incident lookup for operators: a servlet with pages and JSON, JSON objects in Java, and links to the logs. May know
 * {@code incident}, {@code upstream} and the pages, and never the filter.
 */
@NullMarked
package io.github.gatefault.filter.lookup;

import org.jspecify.annotations.NullMarked;
