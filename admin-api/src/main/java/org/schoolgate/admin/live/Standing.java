package org.schoolgate.admin.live;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.people.SchoolClass;

/** How whoever opens something stands to the class: any teacher may, in place of another, and it is written down. */
final class Standing {
    private Standing() {}

    /**
     * What there is to say of it; nothing where the people of the school are not known.
     *
     * @param by id of a person, as claimed
     * @param schoolClass null where it is for no class
     */
    static List<String> remarks(People people, @Nullable String by, @Nullable String schoolClass) {
        if (people.persons().isEmpty() || by == null) {
            return List.of();
        }
        if (people.person(by) == null) {
            return List.of("no person has the id " + by);
        }
        SchoolClass known = schoolClass == null ? null : people.schoolClass(schoolClass);
        return known == null || known.teachers().contains(by)
                ? List.of()
                : List.of("given as cover: " + by + " is none of the teachers of " + known.id());
    }
}
