/** From what another gateway answered to who it was and what it reveals: the pages that are known, and {@code Proxy-Status}. */
@NullMarked
package io.github.gatefault.filter.internal.fingerprint;

import org.jspecify.annotations.NullMarked;
