package org.schoolgate.rules.policy;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.calendar.Days;
import org.schoolgate.rules.calendar.Hours;
import org.schoolgate.rules.calendar.Span;
import org.schoolgate.rules.calendar.TimeWord;
import org.schoolgate.rules.calendar.When;
import org.schoolgate.rules.policy.YamlNode.Scalar;

/** Reads times: a list of words, names of {@code times}, spans, and {@code not} of such a list. */
final class WhenReader {
    private static final String NOT = "not";
    private static final String SCHOOL_DAYS = "school_days";

    private final Findings findings;
    private final Terms terms;
    private final Set<String> weeks;
    private final Map<String, When> named = new LinkedHashMap<>();

    /** @param weeks that the calendar names */
    WhenReader(Findings findings, Terms terms, Set<String> weeks) {
        this.findings = findings;
        this.terms = terms;
        this.weeks = weeks;
    }

    /** The times that a policy gives names to, which are known from here on. */
    void readNamed(YamlNode node) {
        Map<String, When> read = new LinkedHashMap<>();
        Fields.entries(findings, node, "times").forEach((key, value) -> {
            if (terms.id(key) != null && words().contains(key.text())) {
                findings.add(key, "name of a time", "none of the words " + String.join(", ", words()));
            }
            read.put(key.text(), atLeastOne(value));
        });
        named.putAll(read);
    }

    /** Those that were read by name. */
    Map<String, When> named() {
        return named;
    }

    /** When something of a rule or an entry holds. */
    When atLeastOne(YamlNode node) {
        if (node instanceof YamlNode.Sequence sequence && sequence.items().isEmpty()) {
            findings.add(node, "when", "at least one time");
        }
        return anyOf(node);
    }

    /** While one of them holds; an empty list never does. */
    When anyOf(YamlNode node) {
        List<When> times = new ArrayList<>();
        if (node instanceof YamlNode.Sequence sequence) {
            sequence.items().forEach(item -> times.add(time(item)));
        } else {
            findings.add(node, "when", "a list of times");
        }
        return new When.AnyOf(times);
    }

    private When time(YamlNode node) {
        if (node instanceof Scalar scalar) {
            return word(scalar);
        }
        if (node instanceof YamlNode.Mapping mapping
                && mapping.values().keySet().stream().anyMatch(key -> key.text().equals(NOT))) {
            When other = new Fields(findings, node, "time", NOT).required(NOT, this::atLeastOne);
            return new When.Not(other == null ? new When.AnyOf(List.of()) : other);
        }
        return span(node);
    }

    private When word(Scalar node) {
        for (TimeWord word : TimeWord.values()) {
            if (word.id().equals(node.text())) {
                return word;
            }
        }
        When time = named.get(node.text());
        if (time == null) {
            Set<String> known = new LinkedHashSet<>(words());
            known.addAll(named.keySet());
            findings.unknown(node, "time", known, "a span, or one of " + String.join(", ", known));
            return new When.AnyOf(List.of());
        }
        return time;
    }

    private static List<String> words() {
        return Arrays.stream(TimeWord.values()).map(TimeWord::id).toList();
    }

    Span span(YamlNode node) {
        Fields fields = new Fields(findings, node, "span", "days", "from", "to", "weeks");
        Days days = days(fields);
        Hours hours = hours(fields, node);
        return new Span(days, hours);
    }

    private Hours hours(Fields fields, YamlNode node) {
        Integer from = fields.at("from") == null ? Integer.valueOf(0) : fields.optional("from", terms::minute);
        Integer to =
                fields.at("to") == null ? Integer.valueOf(Hours.ALL_DAY.to()) : fields.optional("to", terms::endMinute);
        if (from == null || to == null) {
            return Hours.ALL_DAY;
        }
        if (from.equals(to)) {
            findings.add(node, "span that ends when it begins", "another time; no from and no to for all day");
            return Hours.ALL_DAY;
        }
        return new Hours(from, to);
    }

    /** Its keys {@code days} and {@code weeks}. */
    Days days(Fields fields) {
        Set<Object> read = fields.set("days", this::day);
        Set<DayOfWeek> ofWeek = EnumSet.noneOf(DayOfWeek.class);
        for (Object day : read) {
            if (day instanceof DayOfWeek dayOfWeek) {
                ofWeek.add(dayOfWeek);
            }
        }
        return new Days(ofWeek, read.contains(SCHOOL_DAYS), weeks(fields));
    }

    private @Nullable Object day(YamlNode node) {
        return node instanceof Scalar scalar && scalar.text().equals(SCHOOL_DAYS)
                ? SCHOOL_DAYS
                : terms.day(node, List.of(SCHOOL_DAYS));
    }

    private Set<String> weeks(Fields fields) {
        return fields.set("weeks", item -> {
            if (item instanceof Scalar scalar && weeks.contains(scalar.text())) {
                return scalar.text();
            }
            findings.unknown(
                    item,
                    "week",
                    weeks,
                    weeks.isEmpty() ? "no weeks, as the calendar names none" : "one of " + String.join(", ", weeks));
            return null;
        });
    }

    static String id(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable DayOfWeek dayOf(String text) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (id(day).equals(text)) {
                return day;
            }
        }
        return null;
    }
}
