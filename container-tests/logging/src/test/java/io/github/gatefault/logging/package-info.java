/**
 * What the back ends of SLF4J write of an incident. The same tests run once with each; {@link io.github.gatefault.logging.BackEnd}
 * knows what differs between them.
 */
@NullMarked
package io.github.gatefault.logging;

import org.jspecify.annotations.NullMarked;
