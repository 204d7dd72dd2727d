package org.schoolgate.admin.people;

import java.time.MonthDay;
import java.time.ZoneId;
import org.schoolgate.admin.roster.RoleNames;
import org.schoolgate.admin.roster.YearGroups;
import org.schoolgate.rules.policy.Policy;

/** What the policy in force says of people. */
record SchoolPolicy(Policy policy) {
    static SchoolPolicy of(Registrar registrar) {
        return new SchoolPolicy(registrar.publisher().current().bundle().policy());
    }

    RoleNames roles() {
        return new RoleNames(policy.roles());
    }

    YearGroups years() {
        return YearGroups.of(policy.organisation().yearGroups());
    }

    /** The day on which pupils come into the next year group. */
    MonthDay promotion() {
        return policy.organisation().yearGroups().promotion();
    }

    ZoneId clock() {
        return policy.school().timeZone();
    }
}
