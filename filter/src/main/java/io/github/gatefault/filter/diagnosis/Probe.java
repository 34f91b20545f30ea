package io.github.gatefault.filter.diagnosis;

import io.github.gatefault.filter.upstream.Upstream;
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
 * One look at one upstream, as {@code getent}, {@code nc}, {@code openssl s_client} and {@code curl} give it: its addresses, and
 * for each whether it takes a connection, what certificate it shows, and how it answers a GET. It follows no redirect, reads no
 * more than the first line of an answer, and sends nothing to a server whose certificate the JVM does not trust. Used by one
 * thread at a time.
 */
final class Probe implements Closeable {
    private static final int MAX_ADDRESSES = 4;
    private static final int MAX_LINE = 1_024;
    private static final int MAX_WORDS = 120;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9][0-9])(?: .*)?");
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|[0-9.]+");

    /** Where the addresses of a name come from. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /**
     * How long a step may take, and all of them together.
     *
     * @param step the longest that one of DNS, connecting, TLS and HTTP may take
     * @param whole the longest that all of it may take
     */
    record Limits(Duration step, Duration whole) {}

    private final Resolver resolver;
    private final @Nullable X509ExtendedTrustManager trusted;
    private final Limits limits;
    private final ThreadFactory lookups = daemons("gatefault-diagnosis-dns");
    private @Nullable Lookup lookup;
    private volatile @Nullable Socket current;
    private volatile boolean closed;

    /** Makes a probe that asks the JVM for addresses and for what to trust. */
    Probe() {
        this(InetAddress::getAllByName, null, new Limits(Duration.ofSeconds(3), Duration.ofSeconds(20)));
    }

    Probe(Resolver resolver, @Nullable X509ExtendedTrustManager trusted, Limits limits) {
        this.resolver = resolver;
        this.trusted = trusted;
        this.limits = limits;
    }

    /** Returns what makes threads that keep no process alive. */
    static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Returns a stranger's text, short and on one line. */
    static String plain(String text) {
        return text.substring(0, Math.min(text.length(), MAX_WORDS)).replaceAll("[^\\x20-\\x7e]", "?");
    }

    /** What was found at one address. */
    private record Finding(boolean well, String words) {}

    /** Returns what there is to say of an upstream that has a URL, a line for each: first the sum of it. */
    List<String> look(Upstream upstream) {
        URI url = Objects.requireNonNull(upstream.url(), "url");
        long end = System.nanoTime() + limits.whole().toNanos();
        List<String> lines = new ArrayList<>();
        InetAddress[] addresses = addresses(url, lines);
        int well = 0;
        int tried = 0;
        for (InetAddress address : addresses) {
            long left = end - System.nanoTime();
            if (tried == MAX_ADDRESSES || left <= 0 || closed) {
                lines.add("the other addresses were not tried");
                break;
            }
            tried++;
            InetSocketAddress place = new InetSocketAddress(address, Upstream.portOf(url));
            Finding finding = at(place, url, Duration.ofNanos(left));
            well += finding.well() ? 1 : 0;
            lines.add(address.getHostAddress() + " port " + place.getPort() + ": " + finding.words());
        }
        String place = url.getScheme() + "://" + url.getRawAuthority() + pathOf(url);
        String sum =
                tried == 0 ? "no address" : well + " of " + tried + (tried == 1 ? " address" : " addresses") + " well";
        lines.add(0, upstream.name() + " at " + place + ": " + sum);
        return lines;
    }

    /** A question to DNS, and when it was asked. */
    private record Lookup(String host, long start, FutureTask<InetAddress[]> answer) {}

    private InetAddress[] addresses(URI url, List<String> lines) {
        String host = url.getHost();
        Lookup before = lookup;
        long start = System.nanoTime();
        try {
            if (ADDRESS.matcher(host).matches()) {
                return resolver.resolve(host);
            }
            if (before != null && !before.answer().isDone()) {
                // One thread is held by DNS at most, however long that takes.
                lines.add("DNS: not asked, since the lookup of " + before.host() + " still waits for an answer after "
                        + TimeUnit.NANOSECONDS.toSeconds(start - before.start()) + " s");
                return new InetAddress[0];
            }
            InetAddress[] addresses = resolve(host, start);
            lines.add("DNS: " + addresses.length + (addresses.length == 1 ? " address" : " addresses") + since(start));
            return addresses;
        } catch (UnknownHostException e) {
            lines.add("DNS: no address for this name" + since(start));
        } catch (TimeoutException e) {
            lines.add("DNS: no answer within " + seconds(limits.step()));
        }
        return new InetAddress[0];
    }

    /** The resolver of the operating system can be told of no time limit, and does not mind being interrupted. */
    private InetAddress[] resolve(String host, long start) throws UnknownHostException, TimeoutException {
        FutureTask<InetAddress[]> task = new FutureTask<>(() -> resolver.resolve(host));
        lookup = new Lookup(host, start, task);
        lookups.newThread(task).start();
        try {
            return task.get(limits.step().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            UnknownHostException unknown = new UnknownHostException(host);
            unknown.initCause(e);
            throw unknown;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new InetAddress[0];
        }
    }

    private Finding at(InetSocketAddress place, URI url, Duration left) {
        Duration step = left.compareTo(limits.step()) < 0 ? left : limits.step();
        try (DeadlineSocket socket = new DeadlineSocket()) {
            current = socket;
            if (closed) {
                return new Finding(false, "not tried");
            }
            long start = System.nanoTime();
            try {
                socket.connect(place, (int) Math.max(1, step.toMillis()));
            } catch (IOException e) {
                return new Finding(false, unconnected(e, step));
            }
            String connected = "connected" + since(start);
            return "https".equalsIgnoreCase(url.getScheme())
                    ? secured(socket, url, step, connected)
                    : answered(socket, socket, url, step, connected);
        } catch (IOException e) {
            return new Finding(false, "cannot be closed: " + e.getClass().getSimpleName());
        } finally {
            current = null;
        }
    }

    private static String unconnected(IOException e, Duration step) {
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

    private Finding secured(DeadlineSocket socket, URI url, Duration step, String before) throws IOException {
        ServerCertificate certificate =
                new ServerCertificate(trusted != null ? trusted : ServerCertificate.trusting(null));
        socket.within(step);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {certificate}, null);
            SSLSocket tls = (SSLSocket)
                    context.getSocketFactory().createSocket(socket, nameOf(url), Upstream.portOf(url), true);
            SSLParameters parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            List<String> found =
                    new ArrayList<>(List.of(before, tls.getSession().getProtocol()));
            found.addAll(certificate.findings(Instant.now()));
            return answered(socket, tls, url, step, String.join(", ", found));
        } catch (GeneralSecurityException e) {
            return new Finding(false, before + ", this JVM cannot do TLS");
        } catch (IOException e) {
            List<String> found = new ArrayList<>(List.of(before));
            found.addAll(certificate.findings(Instant.now()));
            if (found.size() == 1) {
                found.add(
                        socket.isLate()
                                ? "no TLS handshake within " + seconds(step)
                                : "no TLS handshake: " + trouble(e));
            }
            return new Finding(false, String.join(", ", found));
        }
    }

    private static Finding answered(DeadlineSocket timed, Socket socket, URI url, Duration step, String before) {
        long start = System.nanoTime();
        timed.within(step);
        String asked = before + ", GET " + pathOf(url) + ": ";
        try {
            socket.getOutputStream().write(request(url).getBytes(StandardCharsets.US_ASCII));
            String line = firstLine(socket.getInputStream());
            Matcher status = STATUS_LINE.matcher(line);
            if (!status.matches()) {
                return new Finding(
                        false, asked + (line.isEmpty() ? "closed without an answer" : "an answer that is not HTTP/1"));
            }
            return new Finding(status.group(1).charAt(0) < '5', asked + status.group(1) + since(start));
        } catch (IOException e) {
            return new Finding(
                    false, asked + (timed.isLate() ? "no answer within " + seconds(step) : "no answer: " + trouble(e)));
        }
    }

    private static String request(URI url) {
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        return "GET " + pathOf(url) + query + " HTTP/1.1\r\nHost: " + url.getRawAuthority()
                + "\r\nUser-Agent: gatefault-diagnosis\r\nAccept: */*\r\nConnection: close\r\n\r\n";
    }

    private static String firstLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n' && line.size() < MAX_LINE; b = in.read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.ISO_8859_1).strip();
    }

    private static String trouble(IOException e) {
        return e instanceof SSLException
                ? plain(String.valueOf(e.getMessage()))
                : e.getClass().getSimpleName();
    }

    private static String nameOf(URI url) {
        String host = url.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String pathOf(URI url) {
        return url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    }

    private static String since(long start) {
        return " in " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms";
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    /** Ends what is under way; further looks find nothing. */
    @Override
    public void close() {
        closed = true;
        Socket socket = current;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException("A probe's socket cannot be closed", e);
            }
        }
    }
}
