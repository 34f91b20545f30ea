/** A look at a configured upstream after it has failed, off the request's thread: what an operator would try by hand first. */
@NullMarked
package io.github.gatefault.filter.diagnosis;

import org.jspecify.annotations.NullMarked;
