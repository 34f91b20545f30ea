package io.github.gatefault.filter.internal.fingerprint;

import io.github.gatefault.filter.classify.Failure.Answered;
import io.github.gatefault.filter.internal.fingerprint.PagePattern.Match;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fingerprints of gateways' own pages, in order: those of users, then those of {@code gateway-fingerprints.txt}. */
public final class GatewayFingerprints {

    /** The file is read at the first relayed failure, as most applications start without one. */
    private static final class BuiltIn {
        static final List<Fingerprint> FINGERPRINTS = read();
    }

    private final List<Fingerprint> ofUsers;
    private final Map<Integer, List<Fingerprint>> byStatus = new ConcurrentHashMap<>();

    private GatewayFingerprints(List<Fingerprint> ofUsers) {
        this.ofUsers = ofUsers;
    }

    /** Returns the fingerprints in the jar. */
    public static GatewayFingerprints builtIn() {
        return new GatewayFingerprints(List.of());
    }

    private static List<Fingerprint> read() {
        try (InputStream in = GatewayFingerprints.class.getResourceAsStream("gateway-fingerprints.txt")) {
            if (in == null) {
                throw new IllegalStateException("The jar is incomplete: gateway-fingerprints.txt is missing");
            }
            return FingerprintParser.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the fingerprints of a text, followed by these. The message about a malformed text names the line. */
    public GatewayFingerprints precededBy(String text) {
        return new GatewayFingerprints(Stream.concat(FingerprintParser.parse(text).stream(), ofUsers.stream())
                .toList());
    }

    /** Prepared once for each of the few statuses that may be relayed. */
    private List<Fingerprint> forStatus(int status) {
        return byStatus.computeIfAbsent(
                status,
                any -> Stream.concat(ofUsers.stream(), BuiltIn.FINGERPRINTS.stream())
                        .filter(fingerprint -> fingerprint.appliesTo(status))
                        .map(fingerprint -> fingerprint.forStatus(status))
                        .toList());
    }

    /** Returns whether a response whose body is incomplete may turn out to be a failure of a gateway. */
    public boolean mayBeGatewayFailure(Answered incomplete) {
        String page = pageOf(incomplete);
        if (page == null) {
            return false;
        }
        for (Fingerprint fingerprint : forStatus(incomplete.status())) {
            Match match = fingerprint.match(incomplete, page);
            if (match == Match.CERTAIN && fingerprint.cause() == null) {
                return false;
            }
            if (match != Match.NONE && fingerprint.cause() != null) {
                return true;
            }
        }
        return false;
    }

    /** Returns the first fingerprint that matches a response, or {@code null}. */
    @Nullable
    Fingerprint match(Answered response) {
        String page = pageOf(response);
        if (page == null) {
            return null;
        }
        Match required = response.whole() ? Match.IF_COMPLETE : Match.CERTAIN;
        for (Fingerprint fingerprint : forStatus(response.status())) {
            if (fingerprint.match(response, page).compareTo(required) >= 0) {
                return fingerprint;
            }
        }
        return null;
    }

    private static @Nullable String pageOf(Answered response) {
        List<String> codings = response.headers().getOrDefault("Content-Encoding", List.of());
        return codings.size() > 1 ? null : PageText.decode(response.body(), codings.isEmpty() ? null : codings.get(0));
    }
}
