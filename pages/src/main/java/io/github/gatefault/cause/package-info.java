/**
 * The vocabulary of failures behind a gateway, in the terms of <a href="https://www.rfc-editor.org/rfc/rfc9209">RFC 9209</a>, and
 * {@link io.github.gatefault.cause.Incident}, the record of one failure. It knows {@code pages.internal.text} only.
 */
@NullMarked
package io.github.gatefault.cause;

import org.jspecify.annotations.NullMarked;
