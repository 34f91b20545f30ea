/** A new user's first look at the answer to a dead upstream, and what the starter costs at start. */
@NullMarked
package io.github.gatefault.newapp;

import org.jspecify.annotations.NullMarked;
