/** From a failed exchange to its incident, page and answer. Knows the packages below it, and no exchange and no filter. */
@NullMarked
package io.github.gatefault.filter.internal.answer;

import org.jspecify.annotations.NullMarked;
