/**
 * From a request to the service behind the gateway: {@link io.github.gatefault.example.proxy.Routes} knows where that is,
 * {@link io.github.gatefault.example.proxy.GatewayProxyServlet} goes there with Jetty's client, and
 * {@link io.github.gatefault.example.proxy.PlainProxyServlet} with the JDK's.
 */
@NullMarked
package io.github.gatefault.example.proxy;

import org.jspecify.annotations.NullMarked;
