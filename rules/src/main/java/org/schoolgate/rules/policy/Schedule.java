package org.schoolgate.rules.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.calendar.Calendar;
import org.schoolgate.rules.calendar.Marks;
import org.schoolgate.rules.calendar.When;

/**
 * What a policy says at which time. Keeps what is in force now, until the clock reaches the next mark; so most decisions cost
 * one comparison more than if there were no time. What is in force after the mark may be {@linkplain #prepare prepared} before.
 * Safe for use by many threads: where nothing was prepared, whoever asks for a role first after a mark works out what is said to
 * it then, and if several do, they find the same.
 */
final class Schedule {
    private static final InForce NEVER = new InForce(0, 0);
    /** Over a long weekend; who is told when a block ends does not wait for longer. */
    private static final Duration TOLD_AHEAD = Duration.ofDays(4);

    private final Calendar calendar;
    private final Marks marks;
    private final Map<String, TimedRole> roles;
    private final boolean isTimed;

    private volatile InForce inForce;
    private volatile InForce prepared = NEVER;

    /** @param roles that can be held, by id */
    Schedule(Calendar calendar, Map<String, TimedRole> roles) {
        this.calendar = calendar;
        this.roles = roles;
        Set<When> times = new HashSet<>();
        roles.values().forEach(role -> times.addAll(role.times()));
        this.isTimed = !times.isEmpty();
        this.marks = Marks.of(calendar, times);
        this.inForce = isTimed ? NEVER : new InForce(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /**
     * Works out, for all roles, what is in force at an instant and after the next mark, so that no decision then has to. Takes
     * some milliseconds where much is to be compiled.
     */
    void prepare(Instant at) {
        InForce now = at(at);
        prepare(now, at);
        if (isTimed && !prepared.covers(Instant.ofEpochSecond(now.until()))) {
            Instant next = Instant.ofEpochSecond(now.until());
            InForce following = new InForce(now.until(), marks.next(next).getEpochSecond());
            prepare(following, next);
            prepared = following;
        }
    }

    private void prepare(InForce during, Instant at) {
        for (TimedRole role : roles.values()) {
            at(during, role, at);
            role.holding(calendar.at(at, role.ids())).forEach(time -> endOf(during, time, role, at));
        }
    }

    /** Whether all is worked out that may be asked of an instant. */
    boolean isPrepared(Instant at) {
        return Stream.of(inForce, prepared)
                .anyMatch(during -> during.covers(at) && during.roles().size() == roles.size());
    }

    /** What is said to a role. */
    RolePolicy at(TimedRole role, Instant at) {
        return at(at(at), role, at);
    }

    private RolePolicy at(InForce during, TimedRole role, Instant at) {
        Map<String, RolePolicy> known = during.roles();
        RolePolicy policy = known.get(role.id());
        return policy != null ? policy : known.computeIfAbsent(role.id(), id -> role.at(calendar.at(at, role.ids())));
    }

    private InForce at(Instant at) {
        InForce now = inForce;
        if (!now.covers(at)) {
            InForce ahead = prepared;
            now = ahead.covers(at)
                    ? ahead
                    : new InForce(
                            marks.last(at).getEpochSecond(), marks.next(at).getEpochSecond());
            inForce = now;
        }
        return now;
    }

    /** When the time, which holds, ends for the role; null when that is not within some days. For the path of a request. */
    @Nullable
    Instant endOf(When time, TimedRole role, Instant at) {
        return endOf(at(at), time, role, at);
    }

    private @Nullable Instant endOf(InForce during, When time, TimedRole role, Instant at) {
        return during.ends()
                .computeIfAbsent(
                        new InForce.Held(role.id(), time),
                        held -> Optional.ofNullable(turnOf(time, role, at, TOLD_AHEAD)))
                .orElse(null);
    }

    /**
     * When the time begins for the role, if it does not hold, or ends; null when neither is within a year or so. Looks at each
     * mark of the calendar until then: not for the path of a request.
     */
    @Nullable
    Instant turnOf(When time, TimedRole role, Instant at) {
        return turnOf(time, role, at, Marks.HORIZON);
    }

    private @Nullable Instant turnOf(When time, TimedRole role, Instant at, Duration ahead) {
        return marks.nextChange(at, ahead, instant -> time.holds(calendar.at(instant, role.ids())));
    }

    /** When other rules, entries or closures apply to any role next; null when none do within a year or so. */
    @Nullable
    Instant nextChange(Instant at) {
        return isTimed ? marks.nextChange(at, this::holding) : null;
    }

    private List<Set<When>> holding(Instant at) {
        List<Set<When>> holding = new ArrayList<>();
        roles.values().forEach(role -> holding.add(role.holding(calendar.at(at, role.ids()))));
        return holding;
    }
}
