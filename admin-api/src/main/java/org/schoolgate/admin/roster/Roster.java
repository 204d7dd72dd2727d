package org.schoolgate.admin.roster;

import java.util.List;

/**
 * What was read.
 *
 * @param people each once
 * @param classes each once
 * @param passedOver headings of columns that nothing was taken from
 */
public record Roster(List<RosterPerson> people, List<RosterClass> classes, List<String> passedOver) {
    public Roster {
        people = List.copyOf(people);
        classes = List.copyOf(classes);
        passedOver = List.copyOf(passedOver);
    }
}
