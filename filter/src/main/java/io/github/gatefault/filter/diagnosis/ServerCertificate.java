package io.github.gatefault.filter.diagnosis;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** A trust manager that remembers the certificate of one server and what is wrong with it. It trusts what the JVM trusts. */
final class ServerCertificate extends X509ExtendedTrustManager {
    private static final int MAX_NAMES = 3;
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final X509ExtendedTrustManager trusted;
    private @Nullable X509Certificate serverCertificate;
    private @Nullable String problem;

    ServerCertificate(X509ExtendedTrustManager trusted) {
        this.trusted = trusted;
    }

    /** Returns a trust manager for the CAs in this key store, or for those of the JVM. */
    static X509ExtendedTrustManager trusting(@Nullable KeyStore authorities) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities);
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException | NoSuchElementException e) {
            throw new IllegalStateException("This JVM cannot say which certificates it trusts", e);
        }
    }

    /** Returns the names of the certificate, its expiry and its problem; nothing if the server sent none. */
    List<String> findings(Instant now) {
        X509Certificate certificate = serverCertificate;
        if (certificate == null) {
            return List.of();
        }
        List<String> findings = new ArrayList<>();
        Instant end = certificate.getNotAfter().toInstant();
        findings.add("certificate for " + names(certificate));
        findings.add((end.isAfter(now) ? "valid until " + day(end) + ", " : "expired on " + day(end) + ", ")
                + days(Duration.between(now, end)));
        if (problem != null) {
            findings.add(problem);
        }
        return findings;
    }

    private static String days(Duration until) {
        return until.isNegative() ? until.negated().toDays() + " days ago" : "in " + until.toDays() + " days";
    }

    private static String day(Instant time) {
        return time.toString().substring(0, 10);
    }

    private static String names(X509Certificate certificate) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
                if (alternative.get(0) instanceof Integer kind
                        && (kind == DNS_NAME || kind == IP_ADDRESS)
                        && alternative.get(1) instanceof String name) {
                    names.add(UpstreamProbe.sanitized(name));
                }
            }
        } catch (CertificateParsingException e) {
            return "names that cannot be read";
        }
        if (names.isEmpty()) {
            return "no name";
        }
        int more = names.size() - MAX_NAMES;
        return String.join(", ", names.subList(0, Math.min(names.size(), MAX_NAMES)))
                + (more > 0 ? " and " + more + " more" : "");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        X509Certificate certificate = chain[0];
        serverCertificate = certificate;
        certificate.checkValidity(); // No problem to note: the expiry is a finding of its own.
        problem = "signed by no CA that this JVM trusts";
        trusted.checkServerTrusted(chain, type);
        problem = "not for the name that was asked for";
        trusted.checkServerTrusted(chain, type, socket);
        problem = null;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        trusted.checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        trusted.checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        trusted.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        trusted.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        trusted.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trusted.getAcceptedIssuers();
    }
}
