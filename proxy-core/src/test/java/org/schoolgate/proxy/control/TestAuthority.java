package org.schoolgate.proxy.control;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority made for one test, as the admin server makes its own. */
public final class TestAuthority {
    public static final char[] PASSWORD = "password".toCharArray();
    private static final Duration LIFE = Duration.ofDays(60);

    private static final X500Principal NAME = new X500Principal("CN=Test CA");

    private final KeyPair keys = newKeys();
    private final X509Certificate certificate = sign(
            "CN=Test CA",
            keys,
            LIFE,
            builder -> builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true)));

    private interface Extensions {
        void addTo(X509v3CertificateBuilder builder) throws CertIOException;
    }

    /** The authority's certificate. */
    public String pem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String label, byte[] der) {
        byte[] base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(der);
        return "-----BEGIN " + label + "-----\n" + new String(base64, US_ASCII) + "\n-----END " + label + "-----\n";
    }

    /** Writes a PKCS #12 store with a key and a certificate for this IP address, protected by {@link #PASSWORD}. */
    public Path keyStore(Path file, String address) {
        return keyStore(file, address, LIFE);
    }

    /** The same with a certificate that ends so much later than now, or earlier where that is negative. */
    public Path keyStore(Path file, String address, Duration life) {
        KeyPair leaf = newKeys();
        X509Certificate leafCertificate = leafFor(leaf, address, life);
        try (OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("admin", leaf.getPrivate(), PASSWORD, new Certificate[] {leafCertificate, certificate});
            store.store(out, PASSWORD);
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Writes a certificate for this IP address and its key, each as PEM. */
    public void writePem(Path certificateFile, Path keyFile, String address) {
        writePem(certificateFile, keyFile, address, LIFE);
    }

    /** The same with a certificate that ends so much later than now, or earlier where that is negative. */
    public void writePem(Path certificateFile, Path keyFile, String address, Duration life) {
        KeyPair leaf = newKeys();
        X509Certificate leafCertificate = leafFor(leaf, address, life);
        try {
            Files.writeString(certificateFile, pem("CERTIFICATE", leafCertificate.getEncoded()));
            Files.writeString(keyFile, pem("PRIVATE KEY", leaf.getPrivate().getEncoded()));
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private X509Certificate leafFor(KeyPair leaf, String address, Duration life) {
        return sign(
                "CN=admin",
                leaf,
                life,
                builder -> builder.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.iPAddress, address))));
    }

    private X509Certificate sign(String subject, KeyPair subjectKeys, Duration life, Extensions extensions) {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                NAME,
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(now.minus(Duration.ofDays(100))),
                Date.from(now.plus(life)),
                new X500Principal(subject),
                subjectKeys.getPublic());
        try {
            extensions.addTo(builder);
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
