/** Chooses the visitor's language, and reads its texts, plural forms and dates. It knows {@code pages.template}. */
@NullMarked
package io.github.gatefault.pages.internal.i18n;

import org.jspecify.annotations.NullMarked;
