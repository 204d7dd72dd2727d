package org.schoolgate.rules.index;

import java.util.random.RandomGenerator;

/** Keys the hashes of one index, so that nobody can prepare names that collide in it. Stored in its header. */
public record HashSeed(long first, long second) {
    public static HashSeed random(RandomGenerator random) {
        return new HashSeed(random.nextLong(), random.nextLong());
    }

    /** The seed to try when two names collide under this one. Always the same, so that a compilation can be repeated. */
    HashSeed next() {
        return new HashSeed(first + 1, second + 1);
    }
}
