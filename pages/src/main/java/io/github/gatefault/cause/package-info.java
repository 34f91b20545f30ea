/** The causes of failures behind a gateway (RFC 9209), and the record of one failure. Knows {@code internal.text}. */
@NullMarked
package io.github.gatefault.cause;

import org.jspecify.annotations.NullMarked;
