package org.schoolgate.proxy.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stand for a name, a password and the hash that it is tried against, and give none of them away: HMAC-SHA-256 under a key that
 * this process made for itself. Thread-safe; one costs some microseconds.
 */
final class Fingerprints {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;

    /** Equal for equal credentials. */
    record Fingerprint(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Fingerprint print && Arrays.equals(bytes, print.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    private final SecretKeySpec key;

    Fingerprints(SecureRandom random) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    Fingerprint of(BasicCredentials given, String passwordHash) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            // Neither a name nor a hash has a colon in it.
            mac.update((given.username() + ":" + passwordHash + ":").getBytes(StandardCharsets.UTF_8));
            return new Fingerprint(mac.doFinal(given.password().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
