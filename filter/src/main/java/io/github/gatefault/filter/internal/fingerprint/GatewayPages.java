package io.github.gatefault.filter.internal.fingerprint;

import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.internal.fingerprint.PageGlob.Fit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pages that gateways make by themselves, by {@code gateway-fingerprints.txt} and by what users add to it. */
public final class GatewayPages {
    private static final String OURS = "gateway-fingerprints.txt";

    /** Read for the first failure that is relayed: most applications start without one. */
    private static final class Known {
        static final List<Fingerprint> IN_ORDER = read();
    }

    private final List<Fingerprint> own;
    private final Map<Integer, List<Fingerprint>> inOrder = new ConcurrentHashMap<>();

    private GatewayPages(List<Fingerprint> own) {
        this.own = own;
    }

    /** Returns the pages that are known without anybody's doing. */
    public static GatewayPages known() {
        return new GatewayPages(List.of());
    }

    private static List<Fingerprint> read() {
        try (InputStream in = GatewayPages.class.getResourceAsStream(OURS)) {
            if (in == null) {
                throw new IllegalStateException("The jar is incomplete: " + OURS + " is missing");
            }
            return FingerprintFile.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns these pages behind those of a text of the same form.
     *
     * @throws IllegalArgumentException if the text is not of that form; the message says where, and what is allowed
     */
    public GatewayPages behind(String file) {
        List<Fingerprint> all = new ArrayList<>(FingerprintFile.read(file));
        all.addAll(own);
        return new GatewayPages(List.copyOf(all));
    }

    /** Returns those of the pages with this status, one of the few that may be relayed. */
    private List<Fingerprint> inOrder(int status) {
        List<Fingerprint> ready = inOrder.get(status);
        return ready != null ? ready : inOrder.computeIfAbsent(status, this::withStatus);
    }

    private List<Fingerprint> withStatus(int status) {
        return Stream.concat(own.stream(), Known.IN_ORDER.stream())
                .filter(fingerprint -> fingerprint.mayComeWith(status))
                .map(fingerprint -> fingerprint.withStatus(status))
                .toList();
    }

    /** Returns whether an answer whose body has not come whole yet may still turn out to be a gateway's own page. */
    public boolean mayMake(Answered soFar) {
        String page = pageOf(soFar);
        if (page == null) {
            return false;
        }
        for (Fingerprint fingerprint : inOrder(soFar.status())) {
            Fit fit = fingerprint.fit(soFar, page);
            if (fit == Fit.SURE && fingerprint.cause() == null) {
                return false;
            }
            if (fit != Fit.NONE && fingerprint.cause() != null) {
                return true;
            }
        }
        return false;
    }

    /** Returns the first fingerprint that this answer has, or {@code null} where it is nobody's that is known. */
    @Nullable
    Fingerprint of(Answered answered) {
        String page = pageOf(answered);
        if (page == null) {
            return null;
        }
        Fit enough = answered.whole() ? Fit.IF_WHOLE : Fit.SURE;
        for (Fingerprint fingerprint : inOrder(answered.status())) {
            if (fingerprint.fit(answered, page).compareTo(enough) >= 0) {
                return fingerprint;
            }
        }
        return null;
    }

    private static @Nullable String pageOf(Answered answered) {
        List<String> codings = answered.headers().getOrDefault("Content-Encoding", List.of());
        return codings.size() > 1 ? null : PageText.of(answered.body(), codings.isEmpty() ? null : codings.get(0));
    }
}
