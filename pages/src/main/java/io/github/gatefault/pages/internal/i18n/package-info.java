/**
 * Chooses the visitor's language, and reads its texts, plural forms and dates. Knows {@code pages.template} and {@code
 * internal.http}.
 */
@NullMarked
package io.github.gatefault.pages.internal.i18n;

import org.jspecify.annotations.NullMarked;
