/** The clients, each used as its users do: their exceptions leave the servlet, or are told to the filter. */
@NullMarked
package io.github.gatefault.clients.client;

import org.jspecify.annotations.NullMarked;
