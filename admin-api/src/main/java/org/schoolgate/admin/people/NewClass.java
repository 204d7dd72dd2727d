package org.schoolgate.admin.people;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.ProblemException;

/** A class as sent, with all who are in it. What is not acceptable is a {@link ProblemException}. */
record NewClass(
        @Nullable String name,
        @Nullable List<String> teachers,
        @Nullable List<String> pupils,
        @Nullable List<Lesson> lessons) {
    private static final int MAX_NAME_CHARS = 100;
    private static final int MAX_LESSONS = 200;

    RegisterEdit edit(String id, Register before, SchoolPolicy policy) {
        List<Lesson> timetable = Objects.requireNonNullElse(lessons, List.of());
        if (timetable.size() > MAX_LESSONS) {
            throw ProblemException.invalidField(
                    "lessons", timetable.size() + " (expected: at most " + MAX_LESSONS + ")");
        }
        LessonRules rules = new LessonRules(policy.policy());
        timetable.forEach(rules::check);
        RegisterEdit edit = new RegisterEdit(before);
        edit.put(new ClassRecord(
                id,
                Fields.text("name", name, MAX_NAME_CHARS),
                here("teachers", teachers, false, before, policy),
                timetable,
                PersonRecord.BY_HAND));
        move(id, here("pupils", pupils, true, before, policy), before, edit);
        return edit;
    }

    private static Set<String> here(
            String field, @Nullable List<String> ids, boolean isPupil, Register before, SchoolPolicy policy) {
        List<String> wanted = Objects.requireNonNullElse(ids, List.of());
        for (String id : wanted) {
            if (!before.isHere(id)) {
                throw Fields.unknown(field, id, before.people().keySet());
            }
            String role =
                    Objects.requireNonNull(before.people().get(id), "is here").role();
            if (policy.roles().isPupil(role) != isPupil) {
                throw ProblemException.invalidField(
                        field,
                        "\"%s\" has the role %s (expected: %s)"
                                .formatted(id, role, isPupil ? "one of pupils" : "one that is not of pupils"));
            }
        }
        return Set.copyOf(wanted);
    }

    private static void move(String id, Set<String> pupils, Register before, RegisterEdit edit) {
        for (PersonRecord person : before.people().values()) {
            boolean isIn = person.classes().contains(id);
            if (isIn != pupils.contains(person.id())) {
                Set<String> others = new HashSet<>(person.classes());
                if (isIn) {
                    others.remove(id);
                } else {
                    others.add(id);
                }
                edit.put(person.in(others));
            }
        }
    }
}
