/** What several tests of the filter need: a server to send requests to, and a way to wait. No test is in here. */
@NullMarked
package io.github.gatefault.filter.testing;

import org.jspecify.annotations.NullMarked;
