package org.schoolgate.rules.index;

import java.util.random.RandomGenerator;

/** Keys the hashes of one index, so that nobody can prepare names that collide in it. Stored in its header. */
public record HashSeed(long first, long second) {
    public static HashSeed random(RandomGenerator random) {
        return new HashSeed(random.nextLong(), random.nextLong());
    }
}
