package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.schoolgate.rules.policy.BusyPolicy.Asked;

/** What decisions cost with {@link BusyPolicy}; time is measured by {@code deploy/bench/run policy}. */
final class PolicyCostTest {
    private static final int ROUNDS = 200;
    private static final int TRIES = 3;
    private static final BusyPolicy BUSY = new BusyPolicy();
    private static final List<Asked> ASKED = BUSY.asked(2_000);

    @Test
    void toAllowAllocatesNothing() {
        assertThat(mostAllocated(reason -> reason.match() == null)).isZero();
    }

    /** A reason and a decision that has it: they name the list and its line. */
    @Test
    void toAllowForAnEntryOfAListAllocatesWhatNamesIt() {
        assertThat(mostAllocated(reason -> reason.match() != null)).isBetween(1L, 64L);
    }

    /** Of the allowed requests for that kind of reason, the most bytes that one takes. */
    private static long mostAllocated(Predicate<Reason> kind) {
        List<Asked> allowed = ASKED.stream()
                .filter(asked ->
                        asked.decide(BUSY.policy()) instanceof Decision.Allow allow && kind.test(allow.reason()))
                .toList();
        assertThat(allowed).hasSizeGreaterThan(100);
        return allowed.stream().mapToLong(PolicyCostTest::allocated).max().orElseThrow();
    }

    /** Bytes a decision: of some tries the least, since the JVM itself takes some hundred bytes now and then. */
    private static long allocated(Asked asked) {
        return LongStream.range(0, TRIES).map(i -> allocatedOnce(asked)).min().orElseThrow();
    }

    private static long allocatedOnce(Asked asked) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Policy policy = BUSY.policy();
        Action last = Action.BLOCK;
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < ROUNDS; i++) {
            last = asked.decide(policy).action();
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(last).isEqualTo(Action.ALLOW);
        return bytes / ROUNDS;
    }

    @Test
    void whatIsInForceIsWorkedOutBeforeTheFirstDecision() {
        Policy policy = Policies.compile(Policies.HEAD + """
                calendar:
                  bells: {day: [{name: 1, from: "09:00", to: "10:00"}]}
                  timetable: [{bells: day}]
                roles: {ks3: {audience: ks3, default: block, unlisted: block}}
                rules: [{id: r, categories: [games], action: allow, when: [lesson]}]
                """, SiteSets.NONE);
        Instant before = Instant.parse("2026-11-30T08:59:50Z");
        Instant bell = Instant.parse("2026-11-30T09:00:00Z");
        policy.prepare(before);

        assertThat(policy.isPrepared(before)).isTrue();
        assertThat(policy.isPrepared(bell)).as("what follows on the next mark").isTrue();
        assertThat(policy.isPrepared(Instant.parse("2026-11-30T10:00:00Z"))).isFalse();
    }
}
