package org.schoolgate.rules.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import org.schoolgate.rules.disk.Disk;

/** Signs manifests with the school's own Ed25519 key. */
public final class ManifestSigner {
    static final String ALGORITHM = "Ed25519";

    private static final int MAX_KEY_FILE_BYTES = 4 << 10;

    private final PrivateKey key;
    private final ManifestVerifier verifier;

    private ManifestSigner(PrivateKey key, ManifestVerifier verifier) {
        this.key = key;
        this.verifier = verifier;
    }

    /** With a new key. */
    public static ManifestSigner generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new ManifestSigner(
                    pair.getPrivate(), ManifestVerifier.ofDer(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }

    /**
     * Reads a key file: the private key (PKCS#8) and the public one (X.509), both in PEM.
     *
     * @throws IOException also when the two do not belong together
     */
    public static ManifestSigner read(Disk disk, Path file) throws IOException {
        String text = new String(disk.readAll(file, MAX_KEY_FILE_BYTES), StandardCharsets.US_ASCII);
        try {
            PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(Pem.read(Pem.PRIVATE_KEY, text));
            PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(spec);
            ManifestSigner signer = new ManifestSigner(key, ManifestVerifier.ofPem(text));
            byte[] probe = {1};
            if (!signer.verifier.isValid(probe, signer.sign(probe))) {
                throw new IOException(file + ": the public key is not that of the private key");
            }
            return signer;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(file + ": no key file: " + e.getMessage(), e);
        }
    }

    /** Writes a key file that its owner alone can read. */
    public void write(Disk disk, Path file) throws IOException {
        byte[] encoded = key.getEncoded();
        String text = Pem.write(Pem.PRIVATE_KEY, encoded) + verifier.pem();
        Arrays.fill(encoded, (byte) 0);
        disk.replace(file, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The signature over exactly these bytes: 64 bytes. */
    public byte[] sign(byte[] manifest) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(manifest);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing with a key of our own", e);
        }
    }

    public ManifestVerifier verifier() {
        return verifier;
    }
}
