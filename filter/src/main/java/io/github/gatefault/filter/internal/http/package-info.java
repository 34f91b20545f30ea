/**
 * Reads and writes header fields: structured fields (RFC 9651), {@code Proxy-Status} (RFC 9209) and {@code Retry-After}. A leaf: it
 * knows no other package of the filter, only the vocabulary of {@code io.github.gatefault.cause}.
 */
@NullMarked
package io.github.gatefault.filter.internal.http;

import org.jspecify.annotations.NullMarked;
