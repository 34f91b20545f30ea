/** What becomes of incidents as numbers: meters of Micrometer, for those who have it on the class path. */
@NullMarked
package io.github.gatefault.filter.metrics;

import org.jspecify.annotations.NullMarked;
