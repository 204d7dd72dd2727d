package org.schoolgate.rules.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What is kept of a password: its Argon2id hash (RFC 9106), written as a PHC string. To make or to try one takes some 40 ms of
 * a processor and 19 MiB of memory, which is what protects it; never on an event loop.
 */
public final class PasswordHash {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private static final int MIN_MEMORY_KIB = 1_024;
    private static final int MAX_MEMORY_KIB = 64 << 10;
    private static final int MAX_PASSES = 10;
    private static final int MAX_LANES = 4;
    private static final int MIN_SALT_BYTES = 8;
    private static final int MIN_HASH_BYTES = 16;
    private static final int MAX_BYTES = 64;
    private static final int MAX_PASSWORD = 256;

    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=(\\d)\\$([A-Za-z0-9+/]{1,90})\\$([A-Za-z0-9+/]{1,90})");
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private final int memoryKib;
    private final int passes;
    private final int lanes;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int memoryKib, int passes, int lanes, byte[] salt, byte[] hash) {
        this.memoryKib = within("m", memoryKib, MIN_MEMORY_KIB, MAX_MEMORY_KIB);
        this.passes = within("t", passes, 1, MAX_PASSES);
        this.lanes = within("p", lanes, 1, MAX_LANES);
        within("bytes of the salt", salt.length, MIN_SALT_BYTES, MAX_BYTES);
        within("bytes of the hash", hash.length, MIN_HASH_BYTES, MAX_BYTES);
        this.salt = salt;
        this.hash = hash;
    }

    private static int within(String what, int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    "password hash: " + what + " " + number + " (expected: " + least + " to " + most + ")");
        }
        return number;
    }

    /**
     * Hashes a password, with a salt of its own.
     *
     * @throws IllegalArgumentException when it is empty, or longer than 256 characters
     */
    public static PasswordHash of(String password, SecureRandom random) {
        if (password.isEmpty() || password.length() > MAX_PASSWORD) {
            throw new IllegalArgumentException(
                    "password: " + password.length() + " characters (expected: 1 to " + MAX_PASSWORD + ")");
        }
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = hash(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES);
        return new PasswordHash(MEMORY_KIB, PASSES, LANES, salt, hash);
    }

    /**
     * Reads what {@link #text} writes, and the same with other parameters within bounds.
     *
     * @throws IllegalArgumentException when it is none; the message does not have it
     */
    public static PasswordHash parse(String text) {
        Matcher parts = PHC.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "password hash: not as expected ($argon2id$v=19$m=" + MEMORY_KIB + ",t=2,p=1$SALT$HASH)");
        }
        PasswordHash read = new PasswordHash(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                decode(parts.group(4)),
                decode(parts.group(5)));
        if (!read.text().equals(text)) {
            throw new IllegalArgumentException("password hash: a number or Base64 that can be written otherwise");
        }
        return read;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("password hash: Base64 of " + base64.length() + " digits", e);
        }
    }

    /** Whether this is what the password hashes to; takes the same time wherever the two differ. */
    public boolean matches(String password) {
        byte[] found = hash(password, salt, memoryKib, passes, lanes, hash.length);
        return MessageDigest.isEqual(found, hash);
    }

    /** Composed (NFC), so that it is the same from every keyboard. */
    private static byte[] hash(String password, byte[] salt, int memoryKib, int passes, int lanes, int length) {
        byte[] secret = Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[length];
        generator.generateBytes(secret, hash);
        return hash;
    }

    /** A PHC string. */
    public String text() {
        return "$argon2id$v=19$m=" + memoryKib + ",t=" + passes + ",p=" + lanes + "$" + BASE64.encodeToString(salt)
                + "$" + BASE64.encodeToString(hash);
    }

    /** Of the parameters alone. */
    @Override
    public String toString() {
        return "PasswordHash[m=" + memoryKib + ",t=" + passes + ",p=" + lanes + "]";
    }
}
