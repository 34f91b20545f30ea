package io.github.gatefault.filter.internal.exchange;

import io.github.gatefault.filter.internal.answer.FailureClassification;
import io.github.gatefault.filter.internal.answer.FailureResponder;

/**
 * What all exchanges of one filter share.
 *
 * @param filter the filter
 * @param idHeader the name of the header that carries the correlation ID
 * @param classification decides whether an upstream failed
 * @param responder answers if one did
 */
public record ExchangeConfig(
        Object filter, String idHeader, FailureClassification classification, FailureResponder responder) {}
