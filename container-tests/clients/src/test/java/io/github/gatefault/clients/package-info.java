/** Which cause each client's exceptions are told by: real faults, real clients, a real container with the filter in front. */
@NullMarked
package io.github.gatefault.clients;

import org.jspecify.annotations.NullMarked;
