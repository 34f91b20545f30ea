/**
 * Logs incidents and trouble, in a way that fails nobody and lets nobody forge a line. It knows the vocabulary, text sanitizing and
 * {@code internal.correlation}.
 */
@NullMarked
package io.github.gatefault.filter.internal.logging;

import org.jspecify.annotations.NullMarked;
