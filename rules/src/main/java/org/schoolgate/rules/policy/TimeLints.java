package org.schoolgate.rules.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.calendar.BellDays;
import org.schoolgate.rules.calendar.Calendar;
import org.schoolgate.rules.calendar.Marks;
import org.schoolgate.rules.calendar.NamedDates;
import org.schoolgate.rules.calendar.When;

/** What a policy without mistakes says of time that is probably not meant, or soon will not be. */
final class TimeLints {
    private static final int DAYS_BEFORE_THE_END = 60;

    private final PolicyDocument document;
    private final Calendar calendar;
    private final Instant now;
    private final LocalDate today;
    private final List<String> lints = new ArrayList<>();

    /** Whether a time holds, for anyone who can be asked about, in the year to come. */
    private enum Course {
        NEVER,
        SOMETIMES,
        ALWAYS
    }

    private TimeLints(PolicyDocument document, Instant now) {
        this.document = document;
        this.calendar = document.calendar();
        this.now = now;
        this.today = LocalDate.ofInstant(now, calendar.zone());
    }

    /** One line each, for people; empty when all is well. Looks a year ahead, which takes a while. */
    static List<String> of(PolicyDocument document, Instant now) {
        TimeLints found = new TimeLints(document, now);
        found.calendar();
        found.times();
        found.observing();
        return found.lints;
    }

    /** Those of them about the end of the calendar, which come by themselves. */
    static List<String> ofTheEnd(PolicyDocument document, Instant now) {
        TimeLints found = new TimeLints(document, now);
        found.end();
        return found.lints;
    }

    private void calendar() {
        end();
        calendar.terms().stream()
                .filter(term -> term.dates().days().noneMatch(calendar::isSchoolDay))
                .forEach(term -> lints.add("calendar: the term \"" + term.name() + "\" has no school day"));
        calendar.closures().stream()
                .filter(closure -> !calendar.terms().isEmpty() && !isInTerm(closure))
                .forEach(closure -> lints.add(
                        "calendar: the closure \"" + closure.name() + "\" is in no term, so that it changes nothing"));
        calendar.exams().stream()
                .filter(exam -> !calendar.isSchoolDay(exam.from().toLocalDate()))
                .forEach(exam -> lints.add("calendar: the exam \"" + exam.name() + "\" begins on no school day"));
    }

    private boolean isInTerm(NamedDates closure) {
        return calendar.terms().stream().anyMatch(term -> term.dates().overlaps(closure.dates()));
    }

    private void end() {
        LocalDate last = calendar.terms().stream()
                .map(term -> term.dates().to())
                .max(LocalDate::compareTo)
                .orElse(null);
        if (last == null || last.isAfter(today.plusDays(DAYS_BEFORE_THE_END))) {
            return;
        }
        lints.add(
                last.isBefore(today)
                        ? "calendar: the last term ended on " + last + ": since then no day is a school day, and no"
                                + " bell rings; add the terms to come"
                        : "calendar: the last term ends on " + last + ": after it no day is a school day, and no bell"
                                + " rings; add the terms to come");
    }

    private void times() {
        document.entries()
                .forEach(entry ->
                        time("entry " + entry.text(), entry.when(), entry.who().roles()));
        document.rules()
                .forEach(rule ->
                        time("rule " + rule.id(), rule.when(), rule.who().roles()));
        document.zones().forEach(zone -> time("closed of zone " + zone.id(), zone.closed(), zone.roles()));
        document.roles()
                .values()
                .forEach(role -> time("closed of role " + role.id(), role.closed(), Set.of(role.id())));
    }

    private void observing() {
        String text = new Observation(document, false).describe(now);
        if (text != null) {
            lints.add(text);
        }
    }

    private void time(String what, @Nullable When when, Set<String> roles) {
        if (when == null || when.equals(new When.AnyOf(List.of()))) {
            return;
        }
        Course course = course(when, roles);
        if (course == Course.NEVER) {
            lints.add(what + ": its time does not come within the next year" + why());
        } else if (course == Course.ALWAYS) {
            lints.add(what + ": its time holds all through the next year" + why());
        }
    }

    private String why() {
        boolean rings = calendar.timetable().stream().anyMatch(TimeLints::hasPeriods);
        return rings ? "" : "; the calendar has no bells";
    }

    private static boolean hasPeriods(BellDays days) {
        return !days.bells().periods().isEmpty();
    }

    private Course course(When when, Set<String> roles) {
        Set<Course> found =
                asking(roles).stream().map(ids -> courseFor(when, ids)).collect(Collectors.toSet());
        return found.size() == 1 ? found.iterator().next() : Course.SOMETIMES;
    }

    private Course courseFor(When when, Set<String> ids) {
        boolean isNow = when.holds(calendar.at(now, ids));
        Instant turn =
                Marks.of(calendar, List.of(when)).nextChange(now, instant -> when.holds(calendar.at(instant, ids)));
        if (turn != null) {
            return Course.SOMETIMES;
        }
        return isNow ? Course.ALWAYS : Course.NEVER;
    }

    private Set<Set<String>> asking(Set<String> roles) {
        return document.roles().keySet().stream()
                .map(id -> Lineage.of(id, document.roles()))
                .filter(lineage -> lineage.reaches(roles))
                .map(Lineage::ids)
                .collect(Collectors.toSet());
    }
}
