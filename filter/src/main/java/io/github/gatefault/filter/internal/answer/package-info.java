/** From an incident and its page to the answer on the wire. */
@NullMarked
package io.github.gatefault.filter.internal.answer;

import org.jspecify.annotations.NullMarked;
