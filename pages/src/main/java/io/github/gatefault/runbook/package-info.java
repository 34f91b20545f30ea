/** What an operator does about each cause of failures. It knows {@code cause} and {@code internal.text}. */
@NullMarked
package io.github.gatefault.runbook;

import org.jspecify.annotations.NullMarked;
