/**
 * Tells operators what to do about each {@link io.github.gatefault.cause.CauseType}, with the upstream's own address in the
 * commands. It knows {@code cause} and reads the English message bundle; documentation, lookup and problem type pages use it.
 */
@NullMarked
package io.github.gatefault.runbook;

import org.jspecify.annotations.NullMarked;
