package io.github.gatefault.pages;

import io.github.gatefault.cause.CauseType;
import java.util.List;
import java.util.Map;

/** What an operator checks after a failure, the likeliest first: the beginning of a runbook. */
final class Checks {
    private static final Map<CauseType, List<String>> BY_CAUSE = Map.ofEntries(
            Map.entry(CauseType.DNS_TIMEOUT, List.of("name", "network")),
            Map.entry(CauseType.DNS_ERROR, List.of("address", "name")),
            Map.entry(CauseType.DESTINATION_NOT_FOUND, List.of("route", "gateway_log")),
            Map.entry(CauseType.DESTINATION_UNAVAILABLE, List.of("health", "running", "upstream_log")),
            Map.entry(CauseType.DESTINATION_IP_PROHIBITED, List.of("name", "address", "rule")),
            Map.entry(CauseType.DESTINATION_IP_UNROUTABLE, List.of("network", "address")),
            Map.entry(CauseType.CONNECTION_REFUSED, List.of("running", "upstream_log", "address")),
            Map.entry(CauseType.CONNECTION_TERMINATED, List.of("upstream_log", "idle", "between")),
            Map.entry(CauseType.CONNECTION_TIMEOUT, List.of("network", "running", "load")),
            Map.entry(CauseType.CONNECTION_READ_TIMEOUT, List.of("load", "upstream_log", "time_limit")),
            Map.entry(CauseType.CONNECTION_WRITE_TIMEOUT, List.of("load", "upstream_log", "network")),
            Map.entry(CauseType.CONNECTION_LIMIT_REACHED, List.of("pool", "load", "time_limit")),
            Map.entry(CauseType.TLS_PROTOCOL_ERROR, List.of("tls", "address", "between")),
            Map.entry(CauseType.TLS_CERTIFICATE_ERROR, List.of("certificate", "address")),
            Map.entry(CauseType.TLS_ALERT_RECEIVED, List.of("client_certificate", "tls", "upstream_log")),
            Map.entry(CauseType.HTTP_REQUEST_ERROR, List.of("request", "gateway_log")),
            Map.entry(CauseType.HTTP_REQUEST_DENIED, List.of("rule", "request")),
            Map.entry(CauseType.HTTP_RESPONSE_INCOMPLETE, List.of("upstream_log", "answer", "between")),
            Map.entry(CauseType.HTTP_RESPONSE_HEADER_SECTION_SIZE, List.of("size", "answer")),
            Map.entry(CauseType.HTTP_RESPONSE_HEADER_SIZE, List.of("size", "answer")),
            Map.entry(CauseType.HTTP_RESPONSE_BODY_SIZE, List.of("size", "answer")),
            Map.entry(CauseType.HTTP_RESPONSE_TRAILER_SECTION_SIZE, List.of("size", "answer")),
            Map.entry(CauseType.HTTP_RESPONSE_TRAILER_SIZE, List.of("size", "answer")),
            Map.entry(CauseType.HTTP_RESPONSE_TRANSFER_CODING, List.of("answer", "between")),
            Map.entry(CauseType.HTTP_RESPONSE_CONTENT_CODING, List.of("answer", "between")),
            Map.entry(CauseType.HTTP_RESPONSE_TIMEOUT, List.of("load", "upstream_log", "time_limit")),
            Map.entry(CauseType.HTTP_UPGRADE_FAILED, List.of("upgrade", "answer")),
            Map.entry(CauseType.HTTP_PROTOCOL_ERROR, List.of("answer", "address", "tls")),
            Map.entry(CauseType.PROXY_INTERNAL_RESPONSE, List.of("maintenance", "rule")),
            Map.entry(CauseType.PROXY_INTERNAL_ERROR, List.of("resources", "gateway_log")),
            Map.entry(CauseType.PROXY_CONFIGURATION_ERROR, List.of("gateway_log", "route")),
            Map.entry(CauseType.PROXY_LOOP_DETECTED, List.of("loop", "route")),
            Map.entry(CauseType.UPSTREAM_ERROR_RESPONSE, List.of("between", "upstream_log", "answer")));

    private Checks() {}

    /** Returns the keys of the questions to go through after this failure. */
    static List<String> keysOf(CauseType cause) {
        return BY_CAUSE.getOrDefault(cause, List.of()).stream()
                .map(check -> "check." + check)
                .toList();
    }
}
