/** From what another gateway answered to who it was and what it reveals: the pages that are known, and {@code Proxy-Status}. */
@NullMarked
package io.github.gatefault.filter.gateway;

import org.jspecify.annotations.NullMarked;
