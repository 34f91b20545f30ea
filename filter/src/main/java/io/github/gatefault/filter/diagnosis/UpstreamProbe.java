package io.github.gatefault.filter.diagnosis;

import io.github.gatefault.filter.upstream.Upstream;
import io.github.gatefault.pages.internal.text.UntrustedText;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Checks an upstream as {@code getent}, {@code nc}, {@code openssl s_client} and {@code curl} do: its addresses, and for each of
 * them the connection, the certificate and the answer to a GET. It follows no redirect, reads only the first line of an answer,
 * and sends no request to a server whose certificate the JVM does not trust. For one thread at a time.
 */
final class UpstreamProbe implements Closeable {
    private static final int MAX_ADDRESSES = 4;
    private static final int MAX_LINE = 1_024;
    private static final int MAX_TEXT = 120;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9][0-9])(?: .*)?");
    private static final Pattern IP_ADDRESS = Pattern.compile("\\[.*]|[0-9.]+");

    /** Resolves a host name to its addresses. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** The timeouts of each step (DNS lookup, connect, TLS handshake and GET), and of all steps together. */
    record Timeouts(Duration step, Duration total) {}

    private final Resolver resolver;
    private final @Nullable X509ExtendedTrustManager trusted;
    private final Timeouts timeouts;
    private final ThreadFactory dnsThreads = threads("gatefault-diagnosis-dns");
    private @Nullable DnsLookup lastLookup;
    private volatile @Nullable Socket openSocket;
    private volatile boolean closed;

    /** Creates a probe with the name resolution and the trusted CAs of the JVM. */
    UpstreamProbe() {
        this(InetAddress::getAllByName, null, new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(20)));
    }

    UpstreamProbe(Resolver resolver, @Nullable X509ExtendedTrustManager trusted, Timeouts timeouts) {
        this.resolver = resolver;
        this.trusted = trusted;
        this.timeouts = timeouts;
    }

    /** Returns a factory of threads that do not keep the JVM running. */
    static ThreadFactory threads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Returns text of the upstream for a finding: one short line. */
    static String sanitized(String text) {
        return UntrustedText.toLogLine(text.substring(0, Math.min(text.length(), MAX_TEXT)));
    }

    /** The state of one address. */
    private record Finding(boolean healthy, String description) {}

    /** Probes an upstream that has a URL, and returns the findings line by line, the summary first. */
    List<String> run(Upstream upstream) {
        URI url = Objects.requireNonNull(upstream.url(), "url");
        long end = System.nanoTime() + timeouts.total().toNanos();
        List<String> lines = new ArrayList<>();
        InetAddress[] addresses = addresses(url, lines);
        int healthy = 0;
        int tried = 0;
        for (InetAddress address : addresses) {
            long remaining = end - System.nanoTime();
            if (tried == MAX_ADDRESSES || remaining <= 0 || closed) {
                lines.add("the other addresses were not tried");
                break;
            }
            tried++;
            InetSocketAddress socketAddress = new InetSocketAddress(address, Upstream.portOf(url));
            Finding finding = check(socketAddress, url, Duration.ofNanos(remaining));
            healthy += finding.healthy() ? 1 : 0;
            lines.add(address.getHostAddress() + " port " + socketAddress.getPort() + ": " + finding.description());
        }
        String target = url.getScheme() + "://" + url.getRawAuthority() + path(url);
        String summary = tried == 0 ? "no address" : healthy + " of " + count(tried) + " healthy";
        lines.add(0, upstream.name() + " at " + target + ": " + summary);
        return lines;
    }

    /** A DNS lookup with its start and its future result. */
    private record DnsLookup(String host, long start, FutureTask<InetAddress[]> result) {}

    private InetAddress[] addresses(URI url, List<String> lines) {
        String host = url.getHost();
        DnsLookup previous = lastLookup;
        long start = System.nanoTime();
        try {
            if (IP_ADDRESS.matcher(host).matches()) {
                return resolver.resolve(host);
            }
            if (previous != null && !previous.result().isDone()) {
                // At most one thread waits for DNS, however long that takes.
                lines.add("DNS: not asked, since the lookup of " + previous.host() + " still waits for an answer after "
                        + TimeUnit.NANOSECONDS.toSeconds(start - previous.start()) + " s");
                return new InetAddress[0];
            }
            InetAddress[] addresses = resolve(host, start);
            lines.add("DNS: " + count(addresses.length) + elapsed(start));
            return addresses;
        } catch (UnknownHostException e) {
            lines.add("DNS: no address for this name" + elapsed(start));
        } catch (TimeoutException e) {
            lines.add("DNS: no answer within " + seconds(timeouts.step()));
        }
        return new InetAddress[0];
    }

    /** Runs on a thread of its own: the resolver of the operating system has no timeout and ignores interrupts. */
    private InetAddress[] resolve(String host, long start) throws UnknownHostException, TimeoutException {
        FutureTask<InetAddress[]> task = new FutureTask<>(() -> resolver.resolve(host));
        lastLookup = new DnsLookup(host, start, task);
        dnsThreads.newThread(task).start();
        try {
            return task.get(timeouts.step().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw (UnknownHostException) new UnknownHostException(host).initCause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new InetAddress[0];
        }
    }

    private Finding check(InetSocketAddress socketAddress, URI url, Duration remaining) {
        Duration step = remaining.compareTo(timeouts.step()) < 0 ? remaining : timeouts.step();
        try (DeadlineSocket socket = new DeadlineSocket()) {
            openSocket = socket;
            if (closed) {
                return new Finding(false, "not tried");
            }
            long start = System.nanoTime();
            try {
                socket.connect(socketAddress, (int) Math.max(1, step.toMillis()));
            } catch (IOException e) {
                return new Finding(false, connectFailure(e, step));
            }
            String connected = "connected" + elapsed(start);
            return "https".equalsIgnoreCase(url.getScheme())
                    ? checkTls(socket, url, step, connected)
                    : checkHttp(socket, socket, url, step, connected);
        } catch (IOException e) {
            return new Finding(false, "cannot be closed: " + e.getClass().getSimpleName());
        } finally {
            openSocket = null;
        }
    }

    private static String count(int addresses) {
        return addresses + (addresses == 1 ? " address" : " addresses");
    }

    private static String connectFailure(IOException e, Duration step) {
        if (e instanceof SocketTimeoutException) {
            return "no connection within " + seconds(step);
        }
        if (e instanceof NoRouteToHostException) {
            return "no route";
        }
        return e instanceof ConnectException
                ? "connection refused"
                : "no connection (" + e.getClass().getSimpleName() + ")";
    }

    private Finding checkTls(DeadlineSocket socket, URI url, Duration step, String previous) throws IOException {
        ServerCertificate certificate =
                new ServerCertificate(trusted != null ? trusted : ServerCertificate.trusting(null));
        socket.setDeadline(step);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {certificate}, null);
            SSLSocket tls = (SSLSocket)
                    context.getSocketFactory().createSocket(socket, hostName(url), Upstream.portOf(url), true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            String found = String.join(", ", certificate.findings(Instant.now()));
            return checkHttp(
                    socket, tls, url, step, previous + ", " + tls.getSession().getProtocol() + ", " + found);
        } catch (GeneralSecurityException e) {
            return new Finding(false, previous + ", this JVM cannot do TLS");
        } catch (IOException e) {
            List<String> found = new ArrayList<>(List.of(previous));
            found.addAll(certificate.findings(Instant.now()));
            if (found.size() == 1) {
                found.add("no TLS handshake" + (socket.isExpired() ? " within " + seconds(step) : ": " + reason(e)));
            }
            return new Finding(false, String.join(", ", found));
        }
    }

    private static Finding checkHttp(DeadlineSocket deadline, Socket socket, URI url, Duration step, String previous) {
        long start = System.nanoTime();
        deadline.setDeadline(step);
        String prefix = previous + ", GET " + path(url) + ": ";
        try {
            socket.getOutputStream().write(request(url).getBytes(StandardCharsets.US_ASCII));
            String line = firstLine(socket.getInputStream());
            Matcher status = STATUS_LINE.matcher(line);
            if (!status.matches()) {
                return new Finding(
                        false, prefix + (line.isEmpty() ? "closed without an answer" : "an answer that is not HTTP/1"));
            }
            return new Finding(status.group(1).charAt(0) < '5', prefix + status.group(1) + elapsed(start));
        } catch (IOException e) {
            String reason = deadline.isExpired() ? " within " + seconds(step) : ": " + reason(e);
            return new Finding(false, prefix + "no answer" + reason);
        }
    }

    private static String request(URI url) {
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return "GET " + path(url) + query + " HTTP/1.1\r\nHost: " + url.getRawAuthority()
                + "\r\nUser-Agent: gatefault-diagnosis\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    }

    private static String firstLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n' && line.size() < MAX_LINE; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private static String reason(IOException e) {
        return e instanceof SSLException
                ? sanitized(String.valueOf(e.getMessage()))
                : e.getClass().getSimpleName();
    }

    private static String hostName(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String path(URI url) {
        return url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    }

    private static String elapsed(long start) {
        return " in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms";
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    /** Ends the running probe. Later runs check no address. */
    @Override
    public void close() {
        closed = true;
        Socket socket = openSocket;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException("A probe's socket cannot be closed", e);
            }
        }
    }
}
