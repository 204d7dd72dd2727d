package org.schoolgate.rules.policy;

import java.time.MonthDay;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.calendar.When;

/**
 * How a school is organised, as far as its policy says. Nothing of it decides requests.
 *
 * @param titles what offices are called, where not as usual
 * @param routes to whom alerts and reports go; none where all go to the safeguarding lead and the deputy
 * @param watchHours when somebody looks at alerts; null for always
 * @param clauses of the school's own policy that rules may enforce; none where rules cite what they like
 */
public record Organisation(
        Map<Office, String> titles,
        List<AlertRoute> routes,
        @Nullable When watchHours,
        Retention retention,
        YearGroups yearGroups,
        List<Clause> clauses) {
    /**
     * For how long the admin process keeps what it knows, in days.
     *
     * @param suspectedIncidents that came to nothing
     * @param incidents of the register
     * @param leavers people who have left
     */
    public record Retention(int suspectedIncidents, int incidents, int leavers) {
        /** Of a policy that says nothing else. */
        public static final Retention DEFAULTS = new Retention(365, 3_650, 30);
    }

    /**
     * @param roles by year group ({@code nursery}, {@code reception}, {@code 1} to {@code 13}), the youngest first; empty for
     *     the standard ones
     * @param promotion the day on which pupils move up
     */
    public record YearGroups(Map<String, String> roles, MonthDay promotion) {
        /** Of a policy that says nothing else. */
        public static final YearGroups STANDARD = new YearGroups(Map.of(), MonthDay.of(9, 1));

        public YearGroups {
            roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
        }
    }

    /** Of the school's own acceptable-use or online-safety policy. */
    public record Clause(String id, String title) {}

    public Organisation {
        titles = Map.copyOf(titles);
        routes = List.copyOf(routes);
        clauses = List.copyOf(clauses);
    }

    /** What an office is called at this school. */
    public String title(Office office) {
        return titles.getOrDefault(office, office.standardTitle());
    }
}
