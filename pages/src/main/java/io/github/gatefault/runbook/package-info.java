/**
 * What an operator does about a failure: a {@link io.github.gatefault.runbook.Runbook} for each
 * {@link io.github.gatefault.cause.CauseType}, and the {@link io.github.gatefault.runbook.Target} that its commands address. May
 * know {@code cause} only; the documentation, the lookup and the problem type pages read it.
 */
@NullMarked
package io.github.gatefault.runbook;

import org.jspecify.annotations.NullMarked;
