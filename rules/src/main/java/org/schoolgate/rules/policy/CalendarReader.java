package org.schoolgate.rules.policy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.calendar.BellDays;
import org.schoolgate.rules.calendar.Bells;
import org.schoolgate.rules.calendar.Calendar;
import org.schoolgate.rules.calendar.DateRange;
import org.schoolgate.rules.calendar.Days;
import org.schoolgate.rules.calendar.Exam;
import org.schoolgate.rules.calendar.Hours;
import org.schoolgate.rules.calendar.NamedDates;
import org.schoolgate.rules.calendar.Period;
import org.schoolgate.rules.calendar.Span;
import org.schoolgate.rules.calendar.Weeks;
import org.schoolgate.rules.policy.YamlNode.Scalar;

/** Reads the calendar of a policy; what it leaves out is as in {@link Calendar#plain}. */
final class CalendarReader {
    private final Findings findings;
    private final Terms terms;
    private final Set<String> roleIds;
    private final Map<String, Bells> bells = new LinkedHashMap<>();

    CalendarReader(Findings findings, Terms terms, Set<String> roleIds) {
        this.findings = findings;
        this.terms = terms;
        this.roleIds = roleIds;
    }

    Calendar calendar(YamlNode node, ZoneId zone) {
        Fields fields = new Fields(
                findings,
                node,
                "calendar",
                "school_days",
                "terms",
                "closures",
                "weeks",
                "bells",
                "timetable",
                "exams",
                "teaching_hours",
                "duty_periods");
        Weeks weeks = fields.optional("weeks", this::weeks);
        WhenReader times =
                new WhenReader(findings, terms, weeks == null ? Set.of() : new LinkedHashSet<>(weeks.names()));
        readBells(fields);
        return new Calendar(
                zone,
                schoolDays(fields),
                terms(fields),
                fields.list("closures", item -> namedDates(item, "closure", false)),
                weeks == null ? Weeks.ALIKE : weeks,
                timetable(fields, times),
                fields.list("exams", this::exam),
                fields.list("teaching_hours", item -> teaching(item, times)),
                fields.list("duty_periods", times::span));
    }

    private @Nullable Span teaching(YamlNode node, WhenReader times) {
        Span span = times.span(node);
        if (span != null && span.hours().isPastMidnight()) {
            findings.add(node, "teaching hours past midnight", "an end on the same day");
            return null;
        }
        return span;
    }

    private Set<DayOfWeek> schoolDays(Fields fields) {
        YamlNode node = fields.at("school_days");
        if (node == null) {
            return Calendar.MONDAY_TO_FRIDAY;
        }
        if (node instanceof YamlNode.Sequence sequence && sequence.items().isEmpty()) {
            findings.add(node, "school days", "at least one day of the week");
        }
        return fields.set("school_days", item -> terms.day(item, List.of()));
    }

    private List<NamedDates> terms(Fields fields) {
        List<NamedDates> read = new ArrayList<>();
        return fields.list("terms", item -> {
            NamedDates term = namedDates(item, "term", true);
            if (term != null) {
                reportOverlap(item, term, read);
                read.add(term);
            }
            return term;
        });
    }

    private void reportOverlap(YamlNode node, NamedDates term, List<NamedDates> before) {
        for (NamedDates other : before) {
            if (other.dates().overlaps(term.dates())) {
                findings.add(
                        node.line(),
                        node.column(),
                        "term: \"" + term.name() + "\" overlaps \"" + other.name() + "\", "
                                + other.dates().from() + " to " + other.dates().to()
                                + " (expected: one after the other)",
                        null);
            }
        }
    }

    private @Nullable NamedDates namedDates(YamlNode node, String what, boolean needsEnd) {
        Fields fields = new Fields(findings, node, what, "name", "from", "to");
        String name = fields.required("name", terms::text);
        LocalDate from = fields.required("from", terms::date);
        LocalDate to = needsEnd ? fields.required("to", terms::date) : fields.optional("to", terms::date);
        if (!needsEnd && fields.at("to") == null) {
            to = from;
        }
        DateRange dates = dates(fields, from, to);
        return name == null || dates == null ? null : new NamedDates(name, dates);
    }

    private @Nullable DateRange dates(Fields fields, @Nullable LocalDate from, @Nullable LocalDate to) {
        YamlNode end = fields.at("to");
        if (from == null || to == null) {
            return null;
        }
        if (to.isBefore(from)) {
            if (end != null) {
                findings.add(end, "to", "a date not before " + from);
            }
            return null;
        }
        return new DateRange(from, to);
    }

    private Weeks weeks(YamlNode node) {
        Fields fields = new Fields(findings, node, "weeks", "names", "from");
        YamlNode names = fields.required("names", value -> value);
        if (names instanceof YamlNode.Sequence sequence && sequence.items().size() < 2) {
            findings.add(names, "names of weeks", "two or more, in their turn");
        }
        YamlNode from = fields.required("from", value -> value);
        if (from instanceof YamlNode.Sequence sequence && sequence.items().isEmpty()) {
            findings.add(from, "from", "the date on which the first week begins");
        }
        return new Weeks(List.copyOf(fields.set("names", terms::text)), List.copyOf(fields.set("from", terms::date)));
    }

    private void readBells(Fields fields) {
        YamlNode node = fields.at("bells");
        if (node != null) {
            Fields.entries(findings, node, "bells").forEach((key, value) -> {
                terms.id(key);
                bells.put(key.text(), bells(key.text(), value));
            });
            fields.required("timetable", value -> value);
        }
    }

    private Bells bells(String name, YamlNode node) {
        List<Period> periods = new ArrayList<>();
        if (node instanceof YamlNode.Sequence sequence) {
            for (YamlNode item : sequence.items()) {
                Period period = period(item);
                if (period != null && !reportOverlap(item, period, periods)) {
                    periods.add(period);
                }
            }
        } else {
            findings.add(node, "bells", "a list of periods");
        }
        return new Bells(name, periods);
    }

    private @Nullable Period period(YamlNode node) {
        Fields fields = new Fields(findings, node, "period", "name", "from", "to", "lesson");
        String name = fields.required("name", terms::label);
        Integer from = fields.required("from", terms::minute);
        Integer to = fields.required("to", terms::endMinute);
        Boolean isLesson = fields.optional("lesson", terms::flag);
        YamlNode end = fields.at("to");
        if (name == null || from == null || to == null || end == null) {
            return null;
        }
        if (to <= from) {
            findings.add(end, "to", "a time after the beginning of the period");
            return null;
        }
        return new Period(name, new Hours(from, to), !Boolean.FALSE.equals(isLesson));
    }

    private boolean reportOverlap(YamlNode node, Period period, List<Period> before) {
        for (Period other : before) {
            if (period.hours().from() < other.hours().to()
                    && other.hours().from() < period.hours().to()) {
                findings.add(
                        node.line(),
                        node.column(),
                        "period: \"" + period.name() + "\" " + period.hours().text() + " overlaps \"" + other.name()
                                + "\" " + other.hours().text() + " (expected: one after the other)",
                        null);
                return true;
            }
        }
        return false;
    }

    private List<BellDays> timetable(Fields fields, WhenReader times) {
        return fields.list("timetable", item -> bellDays(item, times));
    }

    private @Nullable BellDays bellDays(YamlNode node, WhenReader times) {
        Fields fields = new Fields(findings, node, "timetable item", "bells", "days", "weeks", "from", "to", "roles");
        Bells ringing = fields.required("bells", this::known);
        Days days = times.days(fields);
        LocalDate from = fields.optional("from", terms::date);
        LocalDate to = fields.at("to") == null ? from : fields.optional("to", terms::date);
        if (from == null && fields.at("to") != null && fields.at("from") == null) {
            findings.add(node, "timetable item with to", "from, the first of its days");
        }
        DateRange dates = dates(fields, from, to);
        Set<String> roles = fields.set("roles", item -> terms.role(item, roleIds));
        return ringing == null ? null : new BellDays(ringing, days, dates, roles);
    }

    private @Nullable Bells known(YamlNode node) {
        Bells found = node instanceof Scalar scalar ? bells.get(scalar.text()) : null;
        if (found == null) {
            findings.unknown(
                    node,
                    "bells",
                    bells.keySet(),
                    bells.isEmpty()
                            ? "bells that the calendar defines"
                            : bells.keySet().stream().sorted().collect(Collectors.joining(", ", "one of ", "")));
        }
        return found;
    }

    private @Nullable Exam exam(YamlNode node) {
        Fields fields = new Fields(findings, node, "exam", "name", "from", "to", "roles");
        String name = fields.required("name", terms::text);
        LocalDateTime from = fields.required("from", terms::dateTime);
        LocalDateTime to = fields.required("to", terms::dateTime);
        Set<String> roles = fields.set("roles", item -> terms.role(item, roleIds));
        YamlNode end = fields.at("to");
        if (name == null || from == null || to == null || end == null) {
            return null;
        }
        if (!to.isAfter(from)) {
            findings.add(end, "to", "later than " + from);
            return null;
        }
        return new Exam(name, from, to, roles);
    }
}
