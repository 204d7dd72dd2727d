package org.schoolgate.rules.policy.review;

import java.time.Instant;
import java.util.BitSet;

/**
 * An instant that stands for all at which the same times hold.
 *
 * @param holding which of the times, by their place in {@link Situations}
 */
record Situation(Instant at, BitSet holding) {}
