package org.schoolgate.rules.bundle;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of two bundles is newer: epoch first. Publishing counts the generation up; restoring a backup counts the epoch up,
 * so that gateways take what it publishes although they have seen greater generations.
 */
public record Generation(long epoch, long generation) implements Comparable<Generation> {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})\\.(\\d{1,18})");
    private static final Comparator<Generation> ORDER =
            Comparator.comparingLong(Generation::epoch).thenComparingLong(Generation::generation);

    /** @throws IllegalArgumentException when one is negative */
    public Generation {
        if (epoch < 0 || generation < 0) {
            throw new IllegalArgumentException(
                    "generation: " + epoch + "." + generation + " (expected: none negative)");
        }
    }

    /** @throws IllegalArgumentException when this is not {@code EPOCH.GENERATION} */
    public static Generation parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("generation: \"" + text + "\" (expected: EPOCH.GENERATION)");
        }
        return new Generation(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    @Override
    public int compareTo(Generation other) {
        return ORDER.compare(this, other);
    }

    /** {@code EPOCH.GENERATION}. */
    @Override
    public String toString() {
        return epoch + "." + generation;
    }
}
