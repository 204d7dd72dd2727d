package org.schoolgate.rules.index;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Hosts as browsers ask for them, made of listed names and of names that are not listed; seeded. */
final class Traffic {
    static final int HOT_HOSTS = 2000;

    private static final int ZIPF_HOSTS = 200_000;
    private static final double ZIPF_EXPONENT = 0.95;
    private static final double LISTED_IN_TRAFFIC = 0.35;

    private final Random random;
    private final String[] listed;
    private final String[] unlisted;
    private final String[] hosts;
    private final double[] shares = shares();

    Traffic(String[] listed, String[] unlisted, Random random) {
        this.random = random;
        this.listed = listed;
        this.unlisted = unlisted;
        this.hosts = Stream.generate(() -> decorated(random.nextDouble() < LISTED_IN_TRAFFIC ? listed : unlisted))
                .limit(ZIPF_HOSTS)
                .toArray(String[]::new);
    }

    Questions hits(int count) {
        return questions(count, () -> decorated(listed));
    }

    Questions misses(int count) {
        return questions(count, () -> decorated(unlisted));
    }

    /** Few hosts often, many hardly ever. */
    Questions zipf(int count) {
        return questions(count, () -> hosts[rank()]);
    }

    Questions hot(int count) {
        return questions(count, () -> hosts[random.nextInt(HOT_HOSTS)]);
    }

    private static Questions questions(int count, Supplier<String> hosts) {
        return new Questions(Stream.generate(hosts).limit(count).toList());
    }

    /** As traffic asks for names: a good half of it for a name below. */
    private String decorated(String[] choices) {
        String name = choices[random.nextInt(choices.length)];
        int kind = random.nextInt(100);
        if (kind < 45) {
            return name;
        }
        if (kind < 70) {
            return "www." + name;
        }
        String label = firstLabel(choices);
        return kind < 92 ? label + name : firstLabel(choices) + label + name;
    }

    private String firstLabel(String[] choices) {
        String name = choices[random.nextInt(choices.length)];
        return name.substring(0, name.indexOf('.') + 1);
    }

    private static double[] shares() {
        double[] sums = new double[ZIPF_HOSTS];
        double sum = 0;
        for (int i = 0; i < ZIPF_HOSTS; i++) {
            sum += Math.pow(i + 1, -ZIPF_EXPONENT);
            sums[i] = sum;
        }
        return sums;
    }

    private int rank() {
        int rank = Arrays.binarySearch(shares, random.nextDouble() * shares[shares.length - 1]);
        return rank < 0 ? -rank - 1 : rank;
    }
}
