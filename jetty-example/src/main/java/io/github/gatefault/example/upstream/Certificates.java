package io.github.gatefault.example.upstream;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certification authority for one run of the example, and the certificates that it hands out, good and bad. */
final class Certificates {
    private static final char[] NO_SECRET = new char[0];
    private static final Duration LONG = Duration.ofDays(365);

    private final SecureRandom random = new SecureRandom();
    private final KeyPair keys;
    private final X509Certificate authority;

    /** Makes an authority of this name. */
    Certificates(String name) {
        Instant now = Instant.now();
        this.keys = newKeys();
        X500Name self = new X500Name("CN=" + name);
        X509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                self, number(), Date.from(now.minus(LONG)), Date.from(now.plus(LONG)), self, keys.getPublic());
        this.authority = signed(certificate, Extension.basicConstraints, new BasicConstraints(true));
    }

    /** Returns a store in which this authority, and no other, is trusted. */
    KeyStore trusted() {
        try {
            KeyStore store = emptyStore();
            store.setCertificateEntry("authority", authority);
            return store;
        } catch (GeneralSecurityException e) {
            throw broken(e);
        }
    }

    /** Returns TLS for a server of this name, with a certificate that ends so long after now, or before. */
    SSLContext server(String host, Duration validity) {
        try {
            KeyPair pair = newKeys();
            KeyStore store = emptyStore();
            store.setKeyEntry("server", pair.getPrivate(), NO_SECRET, new Certificate[] {issue(host, pair, validity)});
            KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            own.init(store, NO_SECRET);
            TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            others.init(trusted());
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(own.getKeyManagers(), others.getTrustManagers(), random);
            return tls;
        } catch (GeneralSecurityException e) {
            throw broken(e);
        }
    }

    private X509Certificate issue(String host, KeyPair pair, Duration validity) {
        Instant now = Instant.now();
        X509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                authority,
                number(),
                Date.from(now.minus(LONG)),
                Date.from(now.plus(validity)),
                new X500Name("CN=" + host),
                pair.getPublic());
        GeneralNames names = new GeneralNames(new GeneralName(GeneralName.dNSName, host));
        return signed(certificate, Extension.subjectAlternativeName, names);
    }

    private X509Certificate signed(
            X509v3CertificateBuilder certificate, ASN1ObjectIdentifier extension, ASN1Encodable value) {
        try {
            PrivateKey key = keys.getPrivate();
            certificate.addExtension(extension, true, value);
            return new JcaX509CertificateConverter()
                    .getCertificate(certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
            throw broken(e);
        }
    }

    private BigInteger number() {
        return new BigInteger(64, random);
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw broken(e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_SECRET);
            return store;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static IllegalStateException broken(Exception e) {
        return new IllegalStateException("This JDK cannot make a certificate", e);
    }
}
