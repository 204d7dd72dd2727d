package org.schoolgate.admin.people;

import java.time.Month;
import java.time.MonthDay;
import java.time.ZoneId;
import org.schoolgate.admin.roster.RoleNames;
import org.schoolgate.admin.roster.YearGroups;
import org.schoolgate.rules.policy.Policy;

/** What the policy in force says of people. */
record SchoolPolicy(Policy policy) {
    private static final MonthDay SEPTEMBER_FIRST = MonthDay.of(Month.SEPTEMBER, 1);

    static SchoolPolicy of(Registrar registrar) {
        return new SchoolPolicy(registrar.publisher().current().bundle().policy());
    }

    RoleNames roles() {
        return new RoleNames(policy.roles());
    }

    YearGroups years() {
        return YearGroups.STANDARD;
    }

    /** The day on which pupils come into the next year group. */
    MonthDay promotion() {
        return SEPTEMBER_FIRST;
    }

    ZoneId clock() {
        return policy.school().timeZone();
    }
}
