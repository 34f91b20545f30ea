/**
 * What an operator does about a failure: {@link io.github.gatefault.runbook.Runbook} has the text for each
 * {@link io.github.gatefault.cause.CauseType}, {@link io.github.gatefault.runbook.Target} fills the incident's own upstream
 * into its commands. The texts are files, one for each cause; the documentation, the lookup page and the pages behind
 * {@code type} are made of them.
 */
@NullMarked
package io.github.gatefault.runbook;

import org.jspecify.annotations.NullMarked;
