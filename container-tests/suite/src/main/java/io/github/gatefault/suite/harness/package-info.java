/**
 * What a test stands on. A {@link WebApp} describes contexts in the Servlet API's own words, a {@link Container} runs them, a
 * {@link Site} sends requests to them and keeps what happened, and {@code Invariants} look at all of it after each test.
 */
@NullMarked
package io.github.gatefault.suite.harness;

import org.jspecify.annotations.NullMarked;
