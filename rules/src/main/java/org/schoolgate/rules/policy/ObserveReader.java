package org.schoolgate.rules.policy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.calendar.Calendar;
import org.schoolgate.rules.policy.PolicyDocument.ObserveSection;

/** Reads observe mode: for whom, from when until when, and whose yes it has. */
final class ObserveReader {
    /** It is for seeing what a policy would do, not for doing without one. */
    private static final int MAX_SCHOOL_DAYS = 10;
    /** Over a short holiday, and where the calendar knows of no school. */
    private static final int MAX_DAYS = 28;

    private final Findings findings;
    private final Terms terms;
    private final Calendar calendar;
    private final Set<String> roleIds;

    ObserveReader(Findings findings, Terms terms, Calendar calendar, Set<String> roleIds) {
        this.findings = findings;
        this.terms = terms;
        this.calendar = calendar;
        this.roleIds = roleIds;
    }

    @Nullable
    ObserveSection observe(YamlNode node) {
        Fields fields = new Fields(findings, node, "observe", "from", "until", "roles", "approved_by", "yes_i_mean");
        LocalDate from = fields.required("from", terms::date);
        LocalDate until = fields.required("until", terms::date);
        Set<String> roles = fields.set("roles", item -> terms.role(item, roleIds));
        String approvedBy = fields.required("approved_by", terms::text);
        Boolean isMeant = fields.optional("yes_i_mean", terms::flag);
        if (!Boolean.TRUE.equals(isMeant)) {
            findings.add(
                    node, "observe without yes_i_mean", "yes_i_mean: true, for nothing that rules block is blocked");
        }
        YamlNode last = fields.at("until");
        if (from == null || until == null || approvedBy == null || last == null || !isShort(last, from, until)) {
            return null;
        }
        return new ObserveSection(from, until, roles, approvedBy);
    }

    private boolean isShort(YamlNode node, LocalDate from, LocalDate until) {
        if (until.isBefore(from)) {
            findings.add(node, "until", from + " or later");
            return false;
        }
        LocalDate latest = latest(from);
        if (until.isAfter(latest)) {
            findings.add(
                    node,
                    "until",
                    latest + " at the latest: " + MAX_SCHOOL_DAYS + " school days, and no more than " + MAX_DAYS
                            + " days");
            return false;
        }
        return true;
    }

    /** The day before the eleventh school day. */
    private LocalDate latest(LocalDate from) {
        int schoolDays = 0;
        LocalDate day = from;
        while (ChronoUnit.DAYS.between(from, day) < MAX_DAYS) {
            schoolDays += calendar.isSchoolDay(day) ? 1 : 0;
            if (schoolDays > MAX_SCHOOL_DAYS) {
                break;
            }
            day = day.plusDays(1);
        }
        return day.minusDays(1);
    }
}
