package io.github.gatefault.example.upstream;

import static io.github.gatefault.cause.CauseType.CONNECTION_LIMIT_REACHED;
import static io.github.gatefault.cause.CauseType.CONNECTION_READ_TIMEOUT;
import static io.github.gatefault.cause.CauseType.CONNECTION_REFUSED;
import static io.github.gatefault.cause.CauseType.CONNECTION_TERMINATED;
import static io.github.gatefault.cause.CauseType.CONNECTION_TIMEOUT;
import static io.github.gatefault.cause.CauseType.DESTINATION_IP_PROHIBITED;
import static io.github.gatefault.cause.CauseType.DESTINATION_IP_UNROUTABLE;
import static io.github.gatefault.cause.CauseType.DESTINATION_NOT_FOUND;
import static io.github.gatefault.cause.CauseType.DESTINATION_UNAVAILABLE;
import static io.github.gatefault.cause.CauseType.DNS_ERROR;
import static io.github.gatefault.cause.CauseType.HTTP_PROTOCOL_ERROR;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_BODY_SIZE;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_CONTENT_CODING;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_HEADER_SECTION_SIZE;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_HEADER_SIZE;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_INCOMPLETE;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_TIMEOUT;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_TRANSFER_CODING;
import static io.github.gatefault.cause.CauseType.HTTP_UPGRADE_FAILED;
import static io.github.gatefault.cause.CauseType.PROXY_CONFIGURATION_ERROR;
import static io.github.gatefault.cause.CauseType.PROXY_INTERNAL_RESPONSE;
import static io.github.gatefault.cause.CauseType.PROXY_LOOP_DETECTED;
import static io.github.gatefault.cause.CauseType.TLS_ALERT_RECEIVED;
import static io.github.gatefault.cause.CauseType.TLS_CERTIFICATE_ERROR;
import static io.github.gatefault.cause.CauseType.TLS_PROTOCOL_ERROR;
import static io.github.gatefault.cause.CauseType.UPSTREAM_ERROR_RESPONSE;
import static io.github.gatefault.example.upstream.Conversation.afterRequest;
import static io.github.gatefault.example.upstream.Conversation.overTls;
import static io.github.gatefault.example.upstream.Conversation.reset;
import static io.github.gatefault.example.upstream.Conversation.say;
import static io.github.gatefault.example.upstream.Conversation.silence;
import static io.github.gatefault.example.upstream.Fault.fault;
import static io.github.gatefault.example.upstream.Fault.variant;

import io.github.gatefault.example.proxy.HealthCheck;
import io.github.gatefault.example.proxy.Route;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The catalogue: each failure that one machine can bring about, in the order in which a request meets them. */
public final class Faults {
    private static final Duration A_YEAR = Duration.ofDays(365);

    /** All of them. */
    public static final List<Fault> ALL = List.of(
            // Before any connection: what the gateway finds out by itself.
            fault(DESTINATION_NOT_FOUND, "The gateway has no route for this path.", up -> null),
            fault(
                    PROXY_CONFIGURATION_ERROR,
                    "The route is still the placeholder ${BACKEND_URL}, which nobody replaced.",
                    up -> Route.to("${BACKEND_URL}")),
            fault(
                    PROXY_LOOP_DETECTED,
                    "The route leads back to the gateway, which knows its own signature in Via again.",
                    up -> Route.to("http://127.0.0.1:" + up.gatewayPort() + "/fault/proxy_loop_detected")),
            fault(
                    PROXY_INTERNAL_RESPONSE,
                    "The route is closed for maintenance, and the gateway says so by itself.",
                    up -> Route.to(up.closedPort()).inMaintenance()),
            fault(
                    DESTINATION_UNAVAILABLE,
                    "The service fails its health check with 503, so that the gateway has marked it down.",
                    up -> {
                        String target = up.socket(afterRequest(say(empty("503 Service Unavailable"))));
                        return Route.to(target).watchedBy(new HealthCheck(URI.create(target)));
                    }),
            fault(
                    CONNECTION_LIMIT_REACHED,
                    "The gateway may open one connection and queue one request, and two other visitors have both.",
                    up -> Route.to(up.socket(afterRequest(pause(1_000).then(say(empty("200 OK"))))))),

            // The name and the address.
            fault(
                    DNS_ERROR,
                    "The name backend.invalid does not exist, and never will (RFC 6761).",
                    up -> Route.to("http://backend.invalid/")),
            fault(
                    DESTINATION_IP_PROHIBITED,
                    "The address is link-local, where clouds keep credentials; the gateway refuses to go there.",
                    up -> Route.to("http://169.254.169.254/")),
            fault(
                    DESTINATION_IP_UNROUTABLE,
                    "The address is a multicast group, to which the kernel knows no way for TCP.",
                    up -> Route.to("http://224.0.0.1/")),

            // The connection.
            fault(CONNECTION_REFUSED, "Nothing listens at the port.", up -> Route.to(up.closedPort())),
            fault(
                    CONNECTION_TIMEOUT,
                    "The service's queue of connections is full; the gateway gives up after one second.",
                    up -> Route.to(up.fullBacklog())),

            // TLS.
            fault(
                    TLS_PROTOCOL_ERROR,
                    "The gateway speaks TLS, the service answers in plain HTTP.",
                    up -> Route.to(up.tlsSocket(say(empty("400 Bad Request")).then(silence())))),
            fault(
                            TLS_CERTIFICATE_ERROR,
                            "The service's certificate ended yesterday.",
                            up -> Route.to(certified(up, up.certificates(), "localhost", Duration.ofDays(-1))))
                    .withDetail("certificate_expired"),
            variant(
                            TLS_CERTIFICATE_ERROR,
                            "wrong_host",
                            "The service shows the certificate of another host.",
                            up -> Route.to(certified(up, up.certificates(), "elsewhere.invalid", A_YEAR)))
                    .withDetail("name_mismatch"),
            variant(
                            TLS_CERTIFICATE_ERROR,
                            "unknown_ca",
                            "An authority that the gateway does not know has signed the service's certificate.",
                            up -> Route.to(certified(up, new Certificates("A stranger's CA"), "localhost", A_YEAR)))
                    .withDetail("unknown_ca"),
            fault(
                    TLS_ALERT_RECEIVED,
                    "The service insists on a cipher suite for RSA, and its key is of another kind.",
                    up -> Route.to(up.tlsSocket(overTls(
                            up.certificates().server("localhost", A_YEAR),
                            socket -> {
                                socket.setEnabledProtocols(new String[] {"TLSv1.2"});
                                socket.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"});
                            },
                            afterRequest(say(empty("200 OK"))))))),

            // The answer that does not come.
            fault(
                    CONNECTION_TERMINATED,
                    "The service takes the request, then resets the connection.",
                    up -> Route.to(up.socket(afterRequest(reset())))),
            variant(
                    CONNECTION_TERMINATED,
                    "empty",
                    "The service takes the request, then closes the connection without a word.",
                    up -> Route.to(up.socket(afterRequest(say(""))))),
            fault(
                    HTTP_RESPONSE_TIMEOUT,
                    "The service takes the request and never answers; the gateway gives up after 1.5 seconds.",
                    up -> Route.to(up.socket(silence()))),

            // The answer that cannot be read.
            fault(
                    HTTP_PROTOCOL_ERROR,
                    "The service answers with bytes that are not HTTP.",
                    up -> Route.to(up.socket(afterRequest(say("\u0000\u0001\u0002 not even close\n\n"))))),
            variant(
                    HTTP_PROTOCOL_ERROR,
                    "banner",
                    "Something else runs at the port: it greets as SSH does.",
                    up -> Route.to(up.socket(afterRequest(say("SSH-2.0-OpenSSH_9.2\n"))))),
            variant(
                    HTTP_PROTOCOL_ERROR,
                    "content_length",
                    "The answer has a Content-Length that is not a number.",
                    up -> Route.to(up.socket(afterRequest(say("HTTP/1.1 200 OK\nContent-Length: many\n\n"))))),
            fault(
                    HTTP_UPGRADE_FAILED,
                    "The service changes to another protocol, which nobody asked for.",
                    up -> Route.to(up.socket(afterRequest(
                            say("HTTP/1.1 101 Switching Protocols\nConnection: upgrade\nUpgrade: other\n\n"))))),
            fault(
                    HTTP_RESPONSE_HEADER_SECTION_SIZE,
                    "The service answers with 500 KB of headers.",
                    up -> Route.to(up.socket(afterRequest(
                            say("HTTP/1.1 200 OK\n" + "X-Filler: 0123456789abcdef\n".repeat(20_000) + "\n"))))),
            fault(
                    HTTP_RESPONSE_HEADER_SIZE,
                    "The service answers with a header of 20 KB; the gateway passes on 8 KB at most.",
                    up -> Route.to(up.socket(afterRequest(say(
                            "HTTP/1.1 200 OK\nContent-Length: 0\nX-Filler: " + "0123456789".repeat(2_000) + "\n\n"))))),
            fault(
                    HTTP_RESPONSE_BODY_SIZE,
                    "The service announces 10 GB; this route passes on 64 MB at most.",
                    up -> Route.to(up.socket(afterRequest(say("HTTP/1.1 200 OK\nContent-Length: 10000000000\n\n")
                            .then(silence()))))),
            fault(
                    HTTP_RESPONSE_INCOMPLETE,
                    "The service closes the connection in the middle of its headers.",
                    up -> Route.to(up.socket(afterRequest(say("HTTP/1.1 200 OK\nContent-Type: text/pl"))))),
            variant(
                    HTTP_RESPONSE_INCOMPLETE,
                    "truncated",
                    "The service announces 1,000 bytes, sends 10 and closes the connection.",
                    up -> Route.to(
                            up.socket(afterRequest(say("HTTP/1.1 200 OK\nContent-Length: 1000\n\n0123456789"))))),
            fault(
                    CONNECTION_READ_TIMEOUT,
                    "The service sends 10 of 1,000 bytes, then nothing more; the gateway gives up after 1.5 seconds.",
                    up -> Route.to(up.socket(afterRequest(say("HTTP/1.1 200 OK\nContent-Length: 1000\n\n0123456789")
                            .then(silence()))))),
            fault(
                    HTTP_RESPONSE_TRANSFER_CODING,
                    "The answer is chunked, and the size of a chunk is not a number.",
                    up -> Route.to(up.socket(afterRequest(
                            say("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5\nhello\nZZ\nworld\n"))))),
            fault(
                    HTTP_RESPONSE_CONTENT_CODING,
                    "The answer says that it is compressed by gzip, and is not.",
                    up -> Route.to(up.socket(afterRequest(say(
                            "HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: 18\n\nthis is not gzip.."))))),

            // The answer that is an error.
            fault(
                    UPSTREAM_ERROR_RESPONSE,
                    "The service answers 502 by itself, without a word about it.",
                    up -> Route.to(up.socket(afterRequest(say(empty("502 Bad Gateway")))))),
            variant(
                            UPSTREAM_ERROR_RESPONSE,
                            "503",
                            "The service answers 503 by itself, and asks to come back in 7 seconds.",
                            up -> Route.to(up.socket(afterRequest(
                                    say("HTTP/1.1 503 Service Unavailable\nRetry-After: 7\nContent-Length: 0\n\n")))))
                    .withStatus(503),
            variant(
                            UPSTREAM_ERROR_RESPONSE,
                            "504",
                            "The service answers 504 by itself: what is behind it was too slow.",
                            up -> Route.to(up.socket(afterRequest(say(empty("504 Gateway Timeout"))))))
                    .withStatus(504));

    private Faults() {}

    private static String certified(Upstreams up, Certificates by, String host, Duration validity) throws IOException {
        return up.tlsSocket(overTls(by.server(host, validity), any -> {}, afterRequest(say(empty("200 OK")))));
    }

    private static Conversation pause(long milliseconds) {
        return connection -> {
            try {
                Thread.sleep(milliseconds);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static String empty(String status) {
        return "HTTP/1.1 " + status + "\nContent-Length: 0\n\n";
    }
}
