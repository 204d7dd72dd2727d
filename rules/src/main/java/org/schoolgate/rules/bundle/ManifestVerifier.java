package org.schoolgate.rules.bundle;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;

/** Verifies that a manifest was signed by the school's key. Safe for use by many threads. */
public final class ManifestVerifier {
    private final PublicKey key;

    private ManifestVerifier(PublicKey key) {
        this.key = key;
    }

    /** @throws IllegalArgumentException when the text holds no Ed25519 public key */
    public static ManifestVerifier ofPem(String pem) {
        return ofDer(Pem.read(Pem.PUBLIC_KEY, pem));
    }

    static ManifestVerifier ofDer(byte[] der) {
        try {
            KeyFactory keys = KeyFactory.getInstance(ManifestSigner.ALGORITHM);
            return new ManifestVerifier(keys.generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("key: no Ed25519 public key (expected: one)", e);
        }
    }

    /** Public key in PEM (X.509); {@link #ofPem} reads it back. */
    public String pem() {
        return Pem.write(Pem.PUBLIC_KEY, key.getEncoded());
    }

    /** @throws BundleException unless the signature is that of the key over exactly these bytes */
    public void verify(byte[] manifest, byte[] signature) throws BundleException {
        if (!isValid(manifest, signature)) {
            throw new BundleException("manifest: the signature is not that of this school's key over these bytes");
        }
    }

    boolean isValid(byte[] manifest, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(ManifestSigner.ALGORITHM);
            verifier.initVerify(key);
            verifier.update(manifest);
            return verifier.verify(signature);
        } catch (SignatureException e) {
            return false; // not the form of a signature
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("verifying with a key that was read", e);
        }
    }
}
