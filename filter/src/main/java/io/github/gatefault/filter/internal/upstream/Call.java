package io.github.gatefault.filter.internal.upstream;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request that the app sends to an upstream while it answers a visitor's, as far as its client tells of it. It holds no more of
 * the URI than the host and the port.
 */
public final class Call {
    /** RFC 9110, section 9.2.1; by what these ask for, nothing is done. */
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final String host;
    private final int port;
    private final boolean safe;
    private final long thread = Thread.currentThread().getId();
    private volatile int status;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Class<? extends Throwable> failsWith;

    /** Begins a call on the current thread. */
    public Call(String method, URI uri) {
        this.host = Objects.requireNonNullElse(uri.getHost(), "").toLowerCase(Locale.ROOT);
        this.port = uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        this.safe = SAFE_METHODS.contains(method);
    }

    /** Returns the host in lower case; empty where the URI had none. */
    public String host() {
        return host;
    }

    /** Returns the port, where the URI has none that of its scheme. */
    public int port() {
        return port;
    }

    /** Notes that the header section of an answer has come. */
    public void answered(int answerStatus) {
        status = answerStatus;
    }

    /** Notes what the client threw. */
    public void failed(Throwable how) {
        failure = how;
    }

    /** Notes that neither of the two will be told, and which exceptions tell of a failure instead. */
    public void failsWith(Class<? extends Throwable> type) {
        failsWith = type;
    }

    boolean isAnswered() {
        return status != 0;
    }

    boolean isAnsweredWith(int answerStatus) {
        return status == answerStatus;
    }

    boolean isSafe() {
        return safe;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    /** Returns whether an exception of this kind is how this call would tell that it has failed. */
    boolean wouldThrow(Throwable thrown) {
        Class<? extends Throwable> type = failsWith;
        return type != null && type.isInstance(thrown);
    }

    boolean isToThePlaceOf(Call other) {
        return port == other.port && host.equals(other.host);
    }

    boolean isByTheThreadOf(Call other) {
        return thread == other.thread;
    }
}
