/**
 * What users need: {@link io.github.gatefault.filter.BadGatewayFilter} to be mapped,
 * {@link io.github.gatefault.filter.UpstreamFailures} and {@link io.github.gatefault.filter.UpstreamException} for proxies
 * that know what failed, {@link io.github.gatefault.filter.incident.IncidentListener} for whoever wants to hear of it. The stages
 * behind are in packages of their own, in the order of the flow: correlation, exchange, classify, incident, answer.
 */
@NullMarked
package io.github.gatefault.filter;

import org.jspecify.annotations.NullMarked;
