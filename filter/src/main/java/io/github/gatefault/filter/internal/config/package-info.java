/** How settings come in: from init-params and files, to values or to one clear sentence. */
@NullMarked
package io.github.gatefault.filter.internal.config;

import org.jspecify.annotations.NullMarked;
