package org.schoolgate.rules.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The instants at which anything may change by the clock: midnights, bells, beginnings and ends of spans and exams, and where
 * the clock itself is put forward or back. Between two of them nothing does. Immutable.
 */
public final class Marks {
    /** How far ahead a change is looked for: a year, with some weeks over. */
    public static final Duration HORIZON = Duration.ofDays(400);

    private final ZoneId zone;
    /** Of every day; midnight among them. */
    private final SortedSet<Integer> minutes;

    private final NavigableSet<LocalDateTime> single;

    private Marks(ZoneId zone, SortedSet<Integer> minutes, NavigableSet<LocalDateTime> single) {
        this.zone = zone;
        this.minutes = minutes;
        this.single = single;
    }

    /** Those of a calendar and of times that are looked at beside it. */
    public static Marks of(Calendar calendar, Collection<? extends When> times) {
        SortedSet<Integer> minutes = new TreeSet<>(List.of(0));
        calendar.timetable().forEach(days -> days.bells().periods().forEach(period -> add(minutes, period.hours())));
        calendar.teachingHours().forEach(span -> add(minutes, span.hours()));
        calendar.dutyPeriods().forEach(span -> add(minutes, span.hours()));
        times.forEach(time -> time.spans(span -> add(minutes, span.hours())));
        NavigableSet<LocalDateTime> single = new TreeSet<>();
        calendar.exams().forEach(exam -> single.addAll(List.of(exam.from(), exam.to())));
        return new Marks(calendar.zone(), minutes, single);
    }

    private static void add(SortedSet<Integer> minutes, Hours hours) {
        minutes.add(hours.from());
        minutes.add(hours.to() % Hours.MINUTES_OF_DAY);
    }

    /** The last one, at that instant or before it. */
    public Instant last(Instant at) {
        LocalDate date = date(at);
        Instant found = on(date).floor(at);
        while (found == null) {
            date = date.minusDays(1);
            found = on(date).floor(at);
        }
        return found;
    }

    /** The first one after that instant. */
    public Instant next(Instant at) {
        LocalDate date = date(at);
        Instant found = on(date).higher(at);
        while (found == null) {
            date = date.plusDays(1);
            found = on(date).higher(at);
        }
        return found;
    }

    /** As below, within the {@link #HORIZON}. */
    public <T extends @Nullable Object> @Nullable Instant nextChange(Instant at, Function<Instant, T> state) {
        return nextChange(at, HORIZON, state);
    }

    /**
     * The first one after that instant at which the state is another than at it; null when none is on the days until then.
     *
     * @param ahead how far to look; each mark on the way is looked at
     */
    public <T extends @Nullable Object> @Nullable Instant nextChange(
            Instant at, Duration ahead, Function<Instant, T> state) {
        T now = state.apply(at);
        Instant end = at.plus(ahead);
        for (LocalDate date = date(at); !date.isAfter(date(end)); date = date.plusDays(1)) {
            for (Instant mark : on(date).tailSet(at, false)) {
                if (!Objects.equals(state.apply(mark), now)) {
                    return mark;
                }
            }
        }
        return null;
    }

    private LocalDate date(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    /** Those of one day; none of a day that the clock skips. */
    private NavigableSet<Instant> on(LocalDate date) {
        NavigableSet<Instant> instants = new TreeSet<>();
        LocalDateTime midnight = date.atStartOfDay();
        minutes.forEach(minute -> add(instants, midnight.plusMinutes(minute)));
        single.subSet(midnight, midnight.plusDays(1)).forEach(time -> add(instants, time));
        Instant start = midnight.atZone(zone).toInstant();
        ZoneOffsetTransition change = zone.getRules().nextTransition(start.minusNanos(1));
        if (change != null && date(change.getInstant()).equals(date)) {
            instants.add(change.getInstant());
        }
        return instants;
    }

    private void add(NavigableSet<Instant> instants, LocalDateTime time) {
        for (ZoneOffset offset : zone.getRules().getValidOffsets(time)) {
            instants.add(time.toInstant(offset));
        }
    }
}
