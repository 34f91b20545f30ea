/**
 * From a failed exchange to its incident, page and answer. Knows the stages before it and the pages, but no exchange,
 * no settings and no filter.
 */
@NullMarked
package io.github.gatefault.filter.internal.answer;

import org.jspecify.annotations.NullMarked;
