/**
 * The one table of settings, its readers, and the values that settings hold: paths, formats, statuses, locations. It may know
 * the stores, the upstreams and the brands that settings name, but no stage that uses a setting.
 */
@NullMarked
package io.github.gatefault.filter.internal.config;

import org.jspecify.annotations.NullMarked;
