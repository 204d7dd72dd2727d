package org.schoolgate.admin.people;

import java.util.List;
import java.util.Set;

/**
 * What is kept of a class. Its pupils are those people who are in it.
 *
 * @param id as in {@link org.schoolgate.rules.people.Ids}
 * @param teachers ids of people
 * @param lessons its timetable
 * @param source of the import that has the class, or {@link PersonRecord#BY_HAND}
 */
public record ClassRecord(String id, String name, Set<String> teachers, List<Lesson> lessons, String source) {
    public ClassRecord {
        teachers = Set.copyOf(teachers);
        lessons = List.copyOf(lessons);
    }

    ClassRecord taughtBy(Set<String> others) {
        return new ClassRecord(id, name, others, lessons, source);
    }
}
