package org.schoolgate.admin.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.people.Person;
import org.schoolgate.rules.people.SchoolClass;

final class StandingTest {
    private static final People PEOPLE = new People(
            List.of(
                    new Person("t.reed", "staff", Set.of(), null, null),
                    new Person("t.moss", "staff", Set.of(), null, null)),
            List.of(new SchoolClass("7b", "7B", Set.of("t.reed"))),
            List.of());

    /** Columns: who gives it, for which class, what there is to say. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    t.reed | 7b |
                    t.reed |    |
                    t.moss | 7b | given as cover: t.moss is none of the teachers of 7b
                    t.more | 7b | no person has the id t.more
                    """)
    void coverIsSaidForTheRecord(String by, @Nullable String schoolClass, @Nullable String remark) {
        assertThat(Standing.remarks(PEOPLE, by, schoolClass)).isEqualTo(remark == null ? List.of() : List.of(remark));
        assertThat(Standing.remarks(People.NONE, by, schoolClass)).isEmpty();
    }
}
