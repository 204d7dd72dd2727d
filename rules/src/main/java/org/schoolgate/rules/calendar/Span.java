package org.schoolgate.rules.calendar;

import java.time.LocalDate;
import java.util.function.Consumer;

/** The same hours on certain days; what goes on past midnight belongs to the day on which it began. */
public record Span(Days days, Hours hours) implements When {
    @Override
    public boolean holds(SchoolTime time) {
        LocalDate date = time.date();
        return hours.contains(time.minute()) && days.include(date, time.calendar())
                || hours.containsNextDay(time.minute()) && days.include(date.minusDays(1), time.calendar());
    }

    @Override
    public boolean isOfSchool() {
        return days.haveSchool();
    }

    @Override
    public void spans(Consumer<Span> to) {
        to.accept(this);
    }
}
