package org.schoolgate.admin.live;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.people.Person;
import org.schoolgate.rules.policy.Given;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Role;
import org.schoolgate.rules.policy.Whom;
import org.schoolgate.rules.policy.Zone;

/**
 * What every fact is sent with. What is not acceptable is a {@link ProblemException}.
 *
 * @param noteField what the kind calls its note
 * @param from a time; null for now
 * @param until a time, or {@link #BELL}
 */
record NewGiven(
        @Nullable String by,
        String noteField,
        @Nullable String note,
        @Nullable String from,
        @Nullable String until) {
    /** The end of the lesson in which it begins. */
    static final String BELL = "bell";

    private static final int MAX_NOTE_CHARS = 1000;
    private static final Duration MAX_AHEAD = Duration.ofDays(31);
    private static final String TIMES = "the school's time, 2026-11-24T09:50, or UTC, 2026-11-24T09:50:00Z";

    /**
     * What comes of it once there is an id.
     *
     * @param whom whose bells ring; null for everyone's
     * @param longest from its beginning
     */
    Function<String, Given> read(Bundle bundle, Instant now, @Nullable Whom whom, Duration longest) {
        Policy policy = bundle.policy();
        String author = author(by);
        String why = readNote();
        Instant begin = from == null ? now : time("from", from, policy);
        if (begin.isBefore(now) || begin.isAfter(now.plus(MAX_AHEAD))) {
            throw ProblemException.invalidField(
                    "from", "%s (expected: within the next %d days)".formatted(from, MAX_AHEAD.toDays()));
        }
        Instant end = end(bundle, begin, whom);
        if (!end.isAfter(begin) || end.isAfter(begin.plus(longest))) {
            throw ProblemException.invalidField(
                    "until", "%s (expected: after it begins, and within %s)".formatted(until, words(longest)));
        }
        return id -> new Given(id, author, why, begin, end);
    }

    /** A person's id as claimed: nobody has signed in. */
    static String author(@Nullable String by) {
        if (by == null || by.isEmpty()) {
            throw ProblemException.invalidField("by", "missing (expected: the id of whoever decides it)");
        }
        try {
            return new Whom(Whom.Kind.PERSON, by).id();
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalidField("by", String.valueOf(e.getMessage()));
        }
    }

    private String readNote() {
        String text = note == null ? "" : note;
        if (text.isBlank()) {
            throw ProblemException.invalidField(noteField, "missing");
        }
        if (text.length() > MAX_NOTE_CHARS) {
            throw ProblemException.invalidField(noteField, "longer than " + MAX_NOTE_CHARS + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw ProblemException.invalidField(noteField, "has a NUL, which not every store can keep");
        }
        return text;
    }

    private Instant end(Bundle bundle, Instant begin, @Nullable Whom whom) {
        if (until == null) {
            throw ProblemException.invalidField("until", "missing (expected: a time; nothing is given for ever)");
        }
        return until.equals(BELL) ? bell(bundle, begin, whom) : time("until", until, bundle.policy());
    }

    /** Where lessons of those whom it may be about end at different times, the first: it may be given again. */
    private static Instant bell(Bundle bundle, Instant begin, @Nullable Whom whom) {
        Optional<Instant> first = pupils(bundle, whom)
                .map(role -> bundle.policy().endOfLesson(begin, role.id()))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
        return first.orElseThrow(
                () -> ProblemException.invalidField("until", BELL + ": no lesson is on then (expected: a time)"));
    }

    private static Stream<Role> pupils(Bundle bundle, @Nullable Whom whom) {
        Set<String> among = whom == null ? Set.of() : roles(bundle, whom);
        return bundle.policy().roles().stream()
                .filter(Role::isPupil)
                .filter(role -> among.isEmpty() || among.contains(role.id()));
    }

    /** Those of a class, or that people may hold in a room; none where it is not known. */
    private static Set<String> roles(Bundle bundle, Whom whom) {
        if (whom.kind() == Whom.Kind.CLASS) {
            return bundle.people().persons().stream()
                    .filter(person -> person.classes().contains(whom.id()))
                    .map(Person::role)
                    .collect(Collectors.toSet());
        }
        Zone room = whom.kind() == Whom.Kind.ROOM ? bundle.policy().zone(whom.id()) : null;
        return room == null ? Set.of() : room.roles();
    }

    private static Instant time(String field, String text, Policy policy) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text)
                            .atZone(policy.school().timeZone())
                            .toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.invalidField(field, "%s (expected: %s)".formatted(text, TIMES));
        }
    }

    private static String words(Duration longest) {
        return longest.toDays() > 1 ? longest.toDays() + " days" : longest.toHours() + " hours";
    }
}
