/** Makes text that came from outside harmless, and checks words of ASCII. It knows no other package of this library. */
@NullMarked
package io.github.gatefault.pages.internal.text;

import org.jspecify.annotations.NullMarked;
