package org.schoolgate.proxy.listen;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A certificate with its key, read from {@link TlsFiles}; the two belong together. */
record KeyPairFiles(PrivateKey key, List<X509Certificate> chain) {
    private static final Pattern PEM_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    /** Of each kind of key, how it signs. */
    private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

    KeyPairFiles {
        chain = List.copyOf(chain);
    }

    /** @throws IOException when a file cannot be read, or is not what it should be; the message names it */
    static KeyPairFiles read(TlsFiles files) throws IOException {
        List<X509Certificate> chain = chain(files.certificate());
        PrivateKey key = key(files.key());
        if (!fits(key, chain.get(0).getPublicKey())) {
            throw new IOException(files.key() + ": not the key of the certificate in " + files.certificate());
        }
        return new KeyPairFiles(key, chain);
    }

    /** When the certificate itself ends. */
    Instant end() {
        return chain.get(0).getNotAfter().toInstant();
    }

    /** When the first of the chain ends, which may be one that browsers can do without. */
    Instant firstEnd() {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static List<X509Certificate> chain(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": " + e.getMessage() + " (expected: certificates in PEM)", e);
        }
        throw new IOException(file + ": empty (expected: certificates in PEM)");
    }

    private static PrivateKey key(Path file) throws IOException {
        Matcher pem = PEM_KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (pem.find()) {
            PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(decoded(file, pem.group(1)));
            for (String algorithm : SIGNATURES.keySet()) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
                } catch (InvalidKeySpecException e) {
                    // Then of another kind, or none.
                } catch (GeneralSecurityException e) {
                    throw new AssertionError("every JDK has " + algorithm, e);
                }
            }
        }
        throw noKey(file);
    }

    private static IOException noKey(Path file) {
        return new IOException(file + ": no key (expected: an RSA or EC key, PKCS #8 in PEM, not encrypted)");
    }

    private static byte[] decoded(Path file, String base64) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw noKey(file); // damaged, or still being written
        }
    }

    private static boolean fits(PrivateKey key, PublicKey certified) {
        try {
            byte[] text = {1};
            Signature signature = Signature.getInstance(SIGNATURES.get(key.getAlgorithm()));
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
