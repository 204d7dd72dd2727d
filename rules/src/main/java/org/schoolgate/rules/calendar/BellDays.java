package org.schoolgate.rules.calendar;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * On which days bells ring, and for whom.
 *
 * @param dates null for all
 * @param roles empty for everyone
 */
public record BellDays(Bells bells, Days days, @Nullable DateRange dates, Set<String> roles) {
    public BellDays {
        roles = Set.copyOf(roles);
    }

    boolean fit(LocalDate date, Set<String> asking, Calendar calendar) {
        return (roles.isEmpty() || !Collections.disjoint(roles, asking))
                && (dates == null || dates.contains(date))
                && days.include(date, calendar);
    }
}
