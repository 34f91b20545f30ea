package io.github.gatefault.clients.upstream;

import static io.github.gatefault.clients.upstream.Conversation.end;
import static io.github.gatefault.clients.upstream.Conversation.readRequest;
import static io.github.gatefault.clients.upstream.Conversation.readSomething;
import static io.github.gatefault.clients.upstream.Conversation.reset;
import static io.github.gatefault.clients.upstream.Conversation.say;
import static io.github.gatefault.clients.upstream.Conversation.silence;
import static java.util.Objects.requireNonNull;

import io.github.gatefault.suite.upstream.Fault;
import io.github.gatefault.suite.upstream.FaultUpstream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** All upstreams, running: those of HTTP/1.1 are the suite's where it has them, and all others are ports of their own. */
public final class Upstreams implements AutoCloseable {
    /** The address of all of them: a name could lead to a second one, which is another story. */
    private static final String HOST = "127.0.0.1";

    private static final int REFUSED_STREAM = 7;
    private static final int INTERNAL_ERROR = 2;
    private static final String NOT_THE_PROTOCOL = "SSH-2.0-OpenSSH_9.2p1 Debian\r\n\r\n";

    private static final Map<Trouble, Fault> OF_THE_SUITE = Map.ofEntries(
            Map.entry(Trouble.RESET, Fault.RESET),
            Map.entry(Trouble.EMPTY, Fault.EMPTY),
            Map.entry(Trouble.HANG, Fault.HANG),
            Map.entry(Trouble.GARBAGE, Fault.GARBAGE),
            Map.entry(Trouble.BAD_CHUNK, Fault.BAD_CHUNK),
            Map.entry(Trouble.HALF_HEADER, Fault.HALF_HEADER),
            Map.entry(Trouble.TRUNCATED, Fault.TRUNCATED_SMALL),
            Map.entry(Trouble.RESET_BODY, Fault.RESET_BODY),
            Map.entry(Trouble.TRUNCATED_CHUNKED, Fault.TRUNCATED_CHUNKED_SMALL),
            Map.entry(Trouble.STALLED, Fault.STALLED),
            Map.entry(Trouble.STATUS_503, Fault.STATUS_503_JSON));

    private final FaultUpstream suite;
    private final HeldCertificate authority = authority("The test's own CA");
    private final HandshakeCertificates trust = new HandshakeCertificates.Builder()
            .addTrustedCertificate(authority.certificate())
            .build();
    private final ExecutorService threads = Executors.newCachedThreadPool(Upstreams::daemon);
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Map<Trouble, String> ofHttp = new EnumMap<>(Trouble.class);
    private final Map<Trouble, Integer> ofAnyProtocol = new EnumMap<>(Trouble.class);

    /** Starts those that the suite does not have. */
    public Upstreams(FaultUpstream suite) throws IOException {
        this.suite = suite;
        FullBacklog full = new FullBacklog();
        running.push(full);
        ofAnyProtocol.put(Trouble.REFUSED, suite.uri(Fault.REFUSED).getPort());
        ofAnyProtocol.put(Trouble.CIRCUIT_OPEN, suite.uri(Fault.REFUSED).getPort());
        ofAnyProtocol.put(Trouble.BACKLOG_FULL, full.port());
        ofAnyProtocol.put(Trouble.RESET, port(readSomething().then(reset())));
        ofAnyProtocol.put(Trouble.EMPTY, port(readSomething().then(end())));
        ofAnyProtocol.put(Trouble.HANG, port(silence()));
        ofAnyProtocol.put(Trouble.TIME_LIMIT, port(silence()));
        ofAnyProtocol.put(
                Trouble.GARBAGE,
                port(readSomething().then(say(NOT_THE_PROTOCOL)).then(end())));
        answersThatCannotBeRead();
        overTls();
        overHttp2();
    }

    private void answersThatCannotBeRead() throws IOException {
        http(Trouble.HOSTILE_STATUS, "Connection refused PKIX path building failed: Read timed out\r\n\r\n");
        http(Trouble.BAD_CONTENT_LENGTH, "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n");
        http(
                Trouble.OVERSIZED_HEADERS,
                "HTTP/1.1 200 OK\r\n" + "X-Filler: 0123456789abcd\r\n".repeat(20_000) + "Content-Length: 0\r\n\r\n");
        http(
                Trouble.BAD_GZIP,
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 16\r\n\r\nnot pressed at a");
        http(Trouble.TRUNCATED_CHUNK, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nhalf of it");
        Port resetting = run(readRequest()
                .then(say("HTTP/1.1 200 OK\r\nContent-Type: text/pl"))
                .then(reset()));
        ofHttp.put(Trouble.RESET_HEADER, url(resetting.number()));
        // Its own address has to be known to it.
        Port[] circle = new Port[1];
        circle[0] = run(connection -> readRequest()
                .then(say("HTTP/1.1 302 Found\r\nLocation: " + url(circle[0].number())
                        + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .then(end())
                .hold(connection));
        ofHttp.put(Trouble.REDIRECT_LOOP, url(circle[0].number()));
    }

    private void overTls() throws IOException {
        long now = System.currentTimeMillis();
        long day = TimeUnit.DAYS.toMillis(1);
        HeldCertificate good = server(authority).build();
        tls(
                Trouble.EXPIRED,
                server(authority).validityInterval(now - 2 * day, now - day).build(),
                false);
        tls(Trouble.UNKNOWN_CA, server(authority("A stranger's CA")).build(), false);
        tls(
                Trouble.WRONG_HOST,
                new HeldCertificate.Builder()
                        .signedBy(authority)
                        .addSubjectAlternativeName("elsewhere.invalid")
                        .build(),
                false);
        tls(Trouble.CLIENT_CERTIFICATE, good, true);
        ofHttp.put(
                Trouble.PLAIN_FOR_TLS,
                "https://" + HOST + ":"
                        + port(readSomething()
                                .then(say("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"))
                                .then(end()))
                        + "/");
        ofHttp.put(Trouble.TLS_FOR_PLAIN, url(port(Conversation.overTls(own(good), false, "http/1.1", silence()))));
    }

    private void overHttp2() throws IOException {
        http2(Trouble.GOAWAY, (connection, stream) -> {
            connection.goAway();
            Conversation.pause();
            return false;
        });
        http2(Trouble.REFUSED_STREAM, (connection, stream) -> {
            connection.resetStream(stream, REFUSED_STREAM);
            return true;
        });
        http2(Trouble.RST_STREAM, (connection, stream) -> {
            connection.resetStream(stream, INTERNAL_ERROR);
            return true;
        });
        http2(Trouble.RST_STREAM_BODY, (connection, stream) -> {
            connection.beginAnswer(stream);
            Conversation.pause();
            connection.resetStream(stream, INTERNAL_ERROR);
            return true;
        });
        http2(Trouble.HTTP2_CLOSED, (connection, stream) -> false);
        http2(Trouble.HTTP2_CLOSED_BODY, (connection, stream) -> {
            connection.beginAnswer(stream);
            Conversation.pause();
            return false;
        });
        http2(Trouble.HTTP2_GARBAGE, (connection, stream) -> {
            connection.garbage();
            Conversation.pause();
            return false;
        });
        http2(Trouble.HTTP2_HANG, (connection, stream) -> true);
    }

    /**
     * Returns where to meet this trouble, as a URL whatever the protocol.
     *
     * @param http whether the client speaks HTTP/1.1; what it gets then fails later than it does for others
     */
    public String url(Trouble trouble, boolean http) {
        if (trouble == Trouble.UNKNOWN_HOST) {
            return "http://backend.invalid:8080/";
        }
        if (trouble == Trouble.BAD_URL) {
            return "http://not a host/";
        }
        Integer port = ofAnyProtocol.get(trouble);
        Fault fault = OF_THE_SUITE.get(trouble);
        if (http && fault != null) {
            return "http://" + HOST + ":" + suite.uri(fault).getPort() + "/" + fault.path();
        }
        return port != null ? url(port) : requireNonNull(ofHttp.get(trouble), trouble::name);
    }

    /** Returns the URL of this port. */
    public static String url(int port) {
        return "http://" + HOST + ":" + port + "/";
    }

    /** Starts a port of its own that takes a call, a database's login too, and then never answers. */
    public Port hanging() throws IOException {
        CountDownLatch called = new CountDownLatch(1);
        return new Port(new Postgres().then(connection -> called.countDown()).then(silence()), threads, called);
    }

    /** Returns what clients trust in: one authority, and no other. */
    public HandshakeCertificates trust() {
        return trust;
    }

    @Override
    public void close() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
        threads.shutdownNow();
    }

    private void http(Trouble trouble, String answer) throws IOException {
        ofHttp.put(trouble, url(port(readRequest().then(say(answer)).then(end()))));
    }

    private void tls(Trouble trouble, HeldCertificate certificate, boolean needClientAuth) throws IOException {
        Conversation answer =
                readRequest().then(say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        int port = port(Conversation.overTls(own(certificate), needClientAuth, "http/1.1", answer));
        ofHttp.put(trouble, "https://" + HOST + ":" + port + "/");
    }

    private void http2(Trouble trouble, Http2.Answer answer) throws IOException {
        SSLSocketFactory own = own(server(authority).build());
        int port = port(Conversation.overTls(own, false, "h2", Http2.answering(answer)));
        ofHttp.put(trouble, "https://" + HOST + ":" + port + "/");
    }

    private int port(Conversation conversation) throws IOException {
        return run(conversation).number();
    }

    private Port run(Conversation conversation) throws IOException {
        Port port = new Port(conversation, threads, new CountDownLatch(0));
        running.push(port);
        return port;
    }

    private static HeldCertificate authority(String name) {
        return new HeldCertificate.Builder()
                .commonName(name)
                .certificateAuthority(0)
                .build();
    }

    private static HeldCertificate.Builder server(HeldCertificate authority) {
        return new HeldCertificate.Builder().signedBy(authority).addSubjectAlternativeName(HOST);
    }

    private static SSLSocketFactory own(HeldCertificate certificate) {
        return new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslSocketFactory();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "upstream");
        thread.setDaemon(true);
        return thread;
    }
}
