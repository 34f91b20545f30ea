/** The pages in a real browser, which is driven by the Chrome DevTools Protocol. */
@NullMarked
package io.github.gatefault.browser;

import org.jspecify.annotations.NullMarked;
