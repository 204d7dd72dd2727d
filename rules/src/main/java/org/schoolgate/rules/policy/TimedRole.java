package org.schoolgate.rules.policy;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.schoolgate.rules.calendar.SchoolTime;
import org.schoolgate.rules.calendar.When;

/** What a policy says to one role, which depends on the time. Compiled for each set of times that hold together, once met. */
final class TimedRole {
    /** Of a day; a school has some three kinds of them in use at a time. What is forgotten is compiled again. */
    private static final int MAX_REMEMBERED = 16;

    private final Lineage lineage;
    private final Set<String> ids;
    private final Set<When> times;
    private final Function<Set<When>, RolePolicy> compiler;
    private final RolePolicy untimed;
    private final Map<Set<When>, RolePolicy> compiled = new ConcurrentHashMap<>();

    /**
     * @param times of all that is said to the role
     * @param compiler gives what is said to it while these hold
     */
    TimedRole(Lineage lineage, Set<When> times, Function<Set<When>, RolePolicy> compiler) {
        this.lineage = lineage;
        this.ids = lineage.ids();
        this.times = Set.copyOf(times);
        this.compiler = compiler;
        this.untimed = compiler.apply(Set.of());
    }

    String id() {
        return lineage.sections().get(0).id();
    }

    /** Of the role, and of all that it extends. */
    Set<String> ids() {
        return ids;
    }

    Set<When> times() {
        return times;
    }

    /** What is said to it at any time: as if no time held. */
    RolePolicy untimed() {
        return untimed;
    }

    Set<When> holding(SchoolTime now) {
        return times.stream().filter(time -> time.holds(now)).collect(Collectors.toUnmodifiableSet());
    }

    RolePolicy at(SchoolTime now) {
        return whileHolding(holding(now));
    }

    private RolePolicy whileHolding(Set<When> holding) {
        if (holding.isEmpty()) {
            return untimed;
        }
        if (compiled.size() >= MAX_REMEMBERED && !compiled.containsKey(holding)) {
            compiled.clear();
        }
        return compiled.computeIfAbsent(holding, compiler);
    }

    /** As it would be if that time held too. */
    RolePolicy with(When time, SchoolTime now) {
        Set<When> holding = new HashSet<>(holding(now));
        holding.add(time);
        return compiler.apply(holding);
    }
}
