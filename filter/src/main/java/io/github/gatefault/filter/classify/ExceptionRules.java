package io.github.gatefault.filter.classify;

import static io.github.gatefault.cause.CauseType.CONNECTION_LIMIT_REACHED;
import static io.github.gatefault.cause.CauseType.CONNECTION_READ_TIMEOUT;
import static io.github.gatefault.cause.CauseType.CONNECTION_REFUSED;
import static io.github.gatefault.cause.CauseType.CONNECTION_TERMINATED;
import static io.github.gatefault.cause.CauseType.CONNECTION_TIMEOUT;
import static io.github.gatefault.cause.CauseType.DESTINATION_IP_PROHIBITED;
import static io.github.gatefault.cause.CauseType.DESTINATION_IP_UNROUTABLE;
import static io.github.gatefault.cause.CauseType.DNS_ERROR;
import static io.github.gatefault.cause.CauseType.HTTP_PROTOCOL_ERROR;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_CONTENT_CODING;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_HEADER_SECTION_SIZE;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_INCOMPLETE;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_TIMEOUT;
import static io.github.gatefault.cause.CauseType.HTTP_RESPONSE_TRANSFER_CODING;
import static io.github.gatefault.cause.CauseType.HTTP_UPGRADE_FAILED;
import static io.github.gatefault.cause.CauseType.PROXY_INTERNAL_ERROR;
import static io.github.gatefault.cause.CauseType.TLS_ALERT_RECEIVED;
import static io.github.gatefault.cause.CauseType.TLS_CERTIFICATE_ERROR;
import static io.github.gatefault.cause.CauseType.TLS_PROTOCOL_ERROR;
import static io.github.gatefault.filter.classify.ExceptionRule.when;

import java.util.List;

/**
 * What exceptions mean, in order; the first rule that matches any link of the chain decides. The order is: the caller's own
 * doing, then classes whose messages quote the peer, then our limits, then the connection from its beginning to its end, so
 * that a wrapper such as {@code ConnectException} never hides what it wraps.
 *
 * <p>The roots are the JDK's, which most clients let through, Jetty's client, and Apache HttpClient 4, which
 * Smiley's HTTP-Proxy-Servlet has. From JDK 21 on, TLS messages begin with
 * the alert in parentheses.
 */
final class ExceptionRules {
    private static final String IO = "java.io.IOException";
    private static final String TLS = "javax.net.ssl.SSLException";
    private static final String SOCKET = "java.net.SocketException";
    private static final String JETTY_RESPONSE = "org.eclipse.jetty.client.HttpResponseException";
    private static final String ALERT = "(\\([a-z_]+\\) )?";

    static final List<ExceptionRule> IN_ORDER = List.of(
            // Nobody wants the answer any more, or the request could never be sent.
            when("java.util.concurrent.CancellationException"),
            when("java.lang.InterruptedException"),
            when("java.nio.channels.ClosedByInterruptException"),
            when("java.net.MalformedURLException"),
            when("java.net.URISyntaxException"),
            when("java.io.FileNotFoundException"),
            when("java.nio.file.FileSystemException"),

            // Protocol and parser classes: their messages quote the peer.
            when("java.net.ProtocolException").saying("Header size too big").means(HTTP_RESPONSE_HEADER_SECTION_SIZE),
            when("java.net.ProtocolException").saying("Unexpected 101 response").means(HTTP_UPGRADE_FAILED),
            when("java.net.ProtocolException")
                    .saying("Server redirected too many")
                    .means(HTTP_PROTOCOL_ERROR, "redirect_loop"),
            when("java.net.ProtocolException").means(HTTP_PROTOCOL_ERROR),
            when(JETTY_RESPONSE).saying("Max redirects exceeded").means(HTTP_PROTOCOL_ERROR, "redirect_loop"),
            when("org.eclipse.jetty.http.BadMessageException")
                    .saying("[0-9]{3}: (Response|Request) Header Fields Too Large")
                    .means(HTTP_RESPONSE_HEADER_SECTION_SIZE),
            when("org.eclipse.jetty.http.HttpException$RuntimeException")
                    .saying("[0-9]{3}: (Response|Request|Header).{0,20} Too Large")
                    .means(HTTP_RESPONSE_HEADER_SECTION_SIZE),
            when("org.eclipse.jetty.http.HttpException$RuntimeException")
                    .saying("[0-9]{3}: (Early EOF|Bad chunk|Bad Chunk)")
                    .means(HTTP_RESPONSE_TRANSFER_CODING),
            when(JETTY_RESPONSE).means(HTTP_PROTOCOL_ERROR),
            when("org.apache.http.MessageConstraintException").means(HTTP_RESPONSE_HEADER_SECTION_SIZE),
            when("org.apache.http.TruncatedChunkException").means(HTTP_RESPONSE_INCOMPLETE),
            when("org.apache.http.MalformedChunkCodingException").means(HTTP_RESPONSE_TRANSFER_CODING),
            when("org.apache.http.ConnectionClosedException").means(HTTP_RESPONSE_INCOMPLETE),
            when("org.apache.http.client.CircularRedirectException").means(HTTP_PROTOCOL_ERROR, "redirect_loop"),
            when("org.apache.http.HttpException").means(HTTP_PROTOCOL_ERROR),
            when("org.apache.http.ParseException").means(HTTP_PROTOCOL_ERROR),
            when("java.lang.NumberFormatException")
                    .from("jdk.internal.net.http.")
                    .means(HTTP_PROTOCOL_ERROR),
            when(IO).saying("Invalid Http response$").means(HTTP_PROTOCOL_ERROR),
            when(IO).saying("(Bogus chunk size|Illegal character in chunk size)")
                    .means(HTTP_RESPONSE_TRANSFER_CODING),
            when("java.util.zip.ZipException").means(HTTP_RESPONSE_CONTENT_CODING),

            // Our own limits.
            when("java.util.concurrent.RejectedExecutionException")
                    .saying("Max requests queued per destination")
                    .means(CONNECTION_LIMIT_REACHED, "pool_exhausted"),
            when("org.apache.http.conn.ConnectionPoolTimeoutException")
                    .means(CONNECTION_LIMIT_REACHED, "pool_exhausted"),
            when(IO).saying("Too many open files").means(PROXY_INTERNAL_ERROR, "file_descriptors"),
            when(SOCKET)
                    .saying("(Cannot assign requested address|Address not available)")
                    .means(PROXY_INTERNAL_ERROR, "ephemeral_ports"),

            // The name.
            when("java.net.UnknownHostException").means(DNS_ERROR),
            when("java.nio.channels.UnresolvedAddressException").means(DNS_ERROR),

            // TLS: what the peer said, what we found in its certificate, and all else.
            when(TLS).saying(ALERT + "Received fatal alert: ").means(TLS_ALERT_RECEIVED),
            when("java.security.cert.CertificateExpiredException").means(TLS_CERTIFICATE_ERROR, "certificate_expired"),
            when("java.security.cert.CertificateNotYetValidException")
                    .means(TLS_CERTIFICATE_ERROR, "certificate_not_yet_valid"),
            when("java.security.cert.CertificateRevokedException").means(TLS_CERTIFICATE_ERROR, "certificate_revoked"),
            when("java.security.cert.CertificateException")
                    .saying("No (subject alternative|name matching)")
                    .means(TLS_CERTIFICATE_ERROR, "name_mismatch"),
            when("java.security.cert.CertPathBuilderException").means(TLS_CERTIFICATE_ERROR, "unknown_ca"),
            when("java.security.cert.CertPathValidatorException").means(TLS_CERTIFICATE_ERROR),
            when("java.security.cert.CertificateException").means(TLS_CERTIFICATE_ERROR),
            when("javax.net.ssl.SSLPeerUnverifiedException").means(TLS_CERTIFICATE_ERROR, "name_mismatch"),
            when("javax.net.ssl.SSLHandshakeException").means(TLS_PROTOCOL_ERROR),

            // The connection coming about.
            when("java.net.http.HttpConnectTimeoutException").means(CONNECTION_TIMEOUT),
            when("org.apache.http.conn.ConnectTimeoutException").means(CONNECTION_TIMEOUT),
            when("java.net.SocketTimeoutException").saying("(?i)connect").means(CONNECTION_TIMEOUT),
            when("java.net.ConnectException")
                    .saying("(Connection timed out|Operation timed out|HTTP connect timed out)")
                    .means(CONNECTION_TIMEOUT),
            when("java.net.NoRouteToHostException").means(DESTINATION_IP_UNROUTABLE),
            when(SOCKET)
                    .saying("(Network is unreachable|No route to host|Host is unreachable)")
                    .means(DESTINATION_IP_UNROUTABLE),
            when(SOCKET).saying("(Permission denied|Operation not permitted)").means(DESTINATION_IP_PROHIBITED),
            when("java.net.ConnectException")
                    .saying("Connection reset")
                    .means(CONNECTION_TERMINATED, HTTP_RESPONSE_INCOMPLETE),
            when("java.net.ConnectException").means(CONNECTION_REFUSED),
            when("java.net.PortUnreachableException").means(CONNECTION_REFUSED),

            // The answer breaking off; a time-out of the JDK's client may be one, when it has closed the connection.
            when("java.net.http.HttpTimeoutException").means(HTTP_RESPONSE_TIMEOUT, CONNECTION_READ_TIMEOUT),
            when(IO).saying("HTTP/1.1 header parser received no bytes").means(CONNECTION_TERMINATED),
            when(IO).saying("parsing HTTP/1.1 header, ").means(HTTP_RESPONSE_INCOMPLETE),
            when(IO).saying("(fixed content-length: |chunked transfer encoding, )")
                    .means(HTTP_RESPONSE_INCOMPLETE),
            when(IO).saying("Premature EOF").means(HTTP_RESPONSE_INCOMPLETE),
            when(SOCKET)
                    .saying("Unexpected end of file from server")
                    .means(CONNECTION_TERMINATED, HTTP_RESPONSE_INCOMPLETE),
            when("org.apache.http.NoHttpResponseException").means(CONNECTION_TERMINATED),

            // Silence.
            when("java.net.SocketTimeoutException").means(HTTP_RESPONSE_TIMEOUT, CONNECTION_READ_TIMEOUT),
            when("java.nio.channels.InterruptedByTimeoutException")
                    .means(HTTP_RESPONSE_TIMEOUT, CONNECTION_READ_TIMEOUT),
            when("java.util.concurrent.TimeoutException").means(HTTP_RESPONSE_TIMEOUT, CONNECTION_READ_TIMEOUT),

            // The connection breaking.
            when(SOCKET)
                    .saying("(Connection reset|Broken pipe|Software caused connection abort)")
                    .means(CONNECTION_TERMINATED, HTTP_RESPONSE_INCOMPLETE),
            when("java.io.EOFException").means(CONNECTION_TERMINATED, HTTP_RESPONSE_INCOMPLETE),
            when("java.nio.channels.ClosedChannelException").means(CONNECTION_TERMINATED, HTTP_RESPONSE_INCOMPLETE),
            when(IO).saying("Connection reset by peer").means(CONNECTION_TERMINATED, HTTP_RESPONSE_INCOMPLETE),
            when(TLS).means(TLS_PROTOCOL_ERROR),

            // A client's exception that says nothing else is still its client's.
            when(IO).saying("(protocol_error|frame_size_error)").means(HTTP_PROTOCOL_ERROR),
            when(IO).from("jdk.internal.net.http.").means(CONNECTION_TERMINATED, HTTP_RESPONSE_INCOMPLETE),
            when(IO).from("sun.net.www.protocol.http").means(CONNECTION_TERMINATED, HTTP_RESPONSE_INCOMPLETE),
            when(IO).from("org.eclipse.jetty.http2.client.").means(CONNECTION_TERMINATED, HTTP_RESPONSE_INCOMPLETE));

    private ExceptionRules() {}
}
