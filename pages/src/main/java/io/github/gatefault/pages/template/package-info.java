/** Says where templates and message bundles come from. It knows no other package. */
@NullMarked
package io.github.gatefault.pages.template;

import org.jspecify.annotations.NullMarked;
