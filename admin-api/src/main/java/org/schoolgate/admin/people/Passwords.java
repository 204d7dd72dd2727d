package org.schoolgate.admin.people;

import java.security.SecureRandom;
import java.util.concurrent.Semaphore;
import org.schoolgate.rules.people.PasswordHash;

/** Hashes passwords, as many at a time as there are processors: each takes 19 MiB meanwhile. */
final class Passwords {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Semaphore AT_A_TIME =
            new Semaphore(Runtime.getRuntime().availableProcessors());

    private Passwords() {}

    /** As {@link PasswordHash#text}; takes some 40 ms. */
    static String hash(String password) {
        AT_A_TIME.acquireUninterruptibly();
        try {
            return PasswordHash.of(password, RANDOM).text();
        } finally {
            AT_A_TIME.release();
        }
    }
}
