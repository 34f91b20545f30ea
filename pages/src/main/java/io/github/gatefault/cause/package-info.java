/**
 * The vocabulary: what can fail behind a gateway, in the words of <a href="https://www.rfc-editor.org/rfc/rfc9209">RFC
 * 9209</a>. {@link io.github.gatefault.cause.CauseType} is the word, {@link io.github.gatefault.cause.CauseFamily} the six a
 * person can tell apart, {@link io.github.gatefault.cause.RequestSent} what became of the request, and
 * {@link io.github.gatefault.cause.Incident} the record of one failure.
 */
@NullMarked
package io.github.gatefault.cause;

import org.jspecify.annotations.NullMarked;
