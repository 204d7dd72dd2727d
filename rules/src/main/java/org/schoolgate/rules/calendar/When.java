package org.schoolgate.rules.calendar;

import java.util.List;
import java.util.function.Consumer;

/** A time by the school's clock and calendar, which comes again or not. Equal ones hold at the same instants. */
public sealed interface When permits TimeWord, Span, When.AnyOf, When.Not, When.Foreseen {
    boolean holds(SchoolTime time);

    /** Hands out all spans that are in it. */
    default void spans(Consumer<Span> to) {}

    /** Whether it holds at least whenever that one does. */
    default boolean isAlso(TimeWord word) {
        return equals(word);
    }

    /** Whether it depends on which days have school. */
    default boolean isOfSchool() {
        return true;
    }

    /**
     * The same, but that what depends on which days have school holds no longer than the calendar goes: after the last term
     * nobody has said yet which days those are.
     */
    default When foreseen() {
        return isOfSchool() ? new Foreseen(this) : this;
    }

    /** While it holds, and the calendar is not over. */
    record Foreseen(When other) implements When {
        @Override
        public boolean holds(SchoolTime time) {
            return !time.isAfterCalendar() && other.holds(time);
        }

        @Override
        public void spans(Consumer<Span> to) {
            other.spans(to);
        }
    }

    /** While one of them holds; of none, never. */
    record AnyOf(List<When> times) implements When {
        public AnyOf {
            times = List.copyOf(times);
        }

        @Override
        public boolean holds(SchoolTime time) {
            for (When each : times) {
                if (each.holds(time)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public void spans(Consumer<Span> to) {
            times.forEach(each -> each.spans(to));
        }

        @Override
        public boolean isAlso(TimeWord word) {
            return times.stream().anyMatch(each -> each.isAlso(word));
        }

        @Override
        public boolean isOfSchool() {
            return times.stream().anyMatch(When::isOfSchool);
        }

        @Override
        public When foreseen() {
            return isOfSchool() ? new AnyOf(times.stream().map(When::foreseen).toList()) : this;
        }
    }

    /** While it does not hold. */
    record Not(When other) implements When {
        @Override
        public boolean holds(SchoolTime time) {
            return !other.holds(time);
        }

        @Override
        public void spans(Consumer<Span> to) {
            other.spans(to);
        }

        @Override
        public boolean isOfSchool() {
            return other.isOfSchool();
        }
    }
}
