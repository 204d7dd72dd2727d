package org.schoolgate.rules.policy.review;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.schoolgate.rules.calendar.Days;
import org.schoolgate.rules.calendar.Hours;
import org.schoolgate.rules.calendar.Span;
import org.schoolgate.rules.calendar.TimeWord;
import org.schoolgate.rules.calendar.When;

/** Times in words, to stand in a sentence. */
final class TimeWording {
    private TimeWording() {}

    static String of(When when) {
        if (when instanceof TimeWord word) {
            return of(word);
        }
        if (when instanceof Span span) {
            return of(span);
        }
        if (when instanceof When.AnyOf any) {
            return any.times().isEmpty()
                    ? "never"
                    : any.times().stream().map(TimeWording::of).collect(Collectors.joining(" and "));
        }
        return "except " + of(((When.Not) when).other());
    }

    private static String of(TimeWord word) {
        return switch (word) {
            case TERM -> "in term";
            case SCHOOL_DAY -> "on school days";
            case SCHOOL_HOURS -> "in school hours";
            case OUTSIDE_SCHOOL -> "outside school";
            case LESSON -> "in lessons";
            case BREAK -> "in breaks";
            case TEACHING_HOURS -> "in teaching hours";
            case DUTY -> "on duty";
            case EXAM -> "in exams";
        };
    }

    private static String of(Span span) {
        List<String> words = new ArrayList<>();
        String days = of(span.days());
        if (!days.isEmpty()) {
            words.add(days);
        }
        if (!span.hours().equals(Hours.ALL_DAY)) {
            words.add(span.hours().text());
        }
        return words.isEmpty() ? "at all times" : String.join(" ", words);
    }

    private static String of(Days days) {
        List<String> names = new ArrayList<>();
        if (days.haveSchool()) {
            names.add("school days");
        }
        days.ofWeek().stream().sorted().map(TimeWording::name).forEach(names::add);
        String weeks = days.weeks().isEmpty()
                ? ""
                : "in week " + days.weeks().stream().sorted().collect(Collectors.joining(" or "));
        String text = names.isEmpty() ? "" : "on " + String.join(", ", names);
        return text.isEmpty() || weeks.isEmpty() ? text + weeks : text + " " + weeks;
    }

    private static String name(DayOfWeek day) {
        String name = day.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT) + "s";
    }
}
