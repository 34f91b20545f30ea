package io.github.gatefault.filter.internal.upstream;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request that the app sends to an upstream while it answers a client. Of the URI it keeps only the host and the port. */
public final class Call {
    /** RFC 9110, section 9.2.1: these methods only read. */
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final String host;
    private final int port;
    private final boolean safe;
    private final long thread = Thread.currentThread().getId();
    private volatile int status;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Class<? extends Throwable> failureType;

    /** Begins a call on the current thread. */
    public Call(String method, URI uri) {
        this.host = Objects.requireNonNullElse(uri.getHost(), "").toLowerCase(Locale.ROOT);
        this.port = uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        this.safe = SAFE_METHODS.contains(method);
    }

    /** Returns the host in lower case; empty if the URI had none. */
    public String host() {
        return host;
    }

    /** Returns the port; the scheme's default if the URI had none. */
    public int port() {
        return port;
    }

    /** Records that the header section of an answer has arrived. */
    public void answered(int receivedStatus) {
        status = receivedStatus;
    }

    /** Records what the client threw. */
    public void failed(Throwable thrown) {
        failure = thrown;
    }

    /** Records that no end will be recorded: if the call fails, the client throws an exception of this type. */
    public void failsWith(Class<? extends Throwable> type) {
        failureType = type;
    }

    boolean isAnswered() {
        return status != 0;
    }

    boolean isAnsweredWith(int receivedStatus) {
        return status == receivedStatus;
    }

    boolean isSafe() {
        return safe;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Returns whether this call would throw such an exception if it failed. */
    boolean wouldThrow(Throwable thrown) {
        Class<? extends Throwable> type = failureType;
        return type != null && type.isInstance(thrown);
    }

    boolean hasSameTarget(Call other) {
        return port == other.port && host.equals(other.host);
    }

    boolean hasSameThread(Call other) {
        return thread == other.thread;
    }
}
