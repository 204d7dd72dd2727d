package org.schoolgate.admin.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.people.Person;
import org.schoolgate.rules.policy.DutyException;
import org.schoolgate.rules.policy.Given;
import org.schoolgate.rules.policy.LiveFact;
import org.schoolgate.rules.policy.Policy;
import org.schoolgate.rules.policy.Whom;

/** A duty exception as it is sent: the head's ruling. */
record NewDutyException(
        @Nullable String by,
        @Nullable String person,
        @Nullable List<String> categories,
        @Nullable String note,
        @Nullable String from,
        @Nullable String until) {
    private static final Duration LONGEST = Duration.ofDays(92);

    Function<String, LiveFact> read(Bundle bundle, Instant now) {
        Whom whom = WhomField.only(bundle, new WhomField(Whom.Kind.PERSON, person));
        Set<Category> opened = Categories.read("categories", categories);
        if (opened.isEmpty()) {
            throw ProblemException.invalidField("categories", "missing");
        }
        opened.forEach(category -> requireLiftable(category, bundle.policy()));
        requireNoPupil(whom.id(), bundle);
        if (whom.id().equals(by)) {
            throw ProblemException.invalidField("by", "the person it is for (expected: the head, whose ruling it is)");
        }
        Function<String, Given> given = new NewGiven(by, "note", note, from, until).read(bundle, now, null, LONGEST);
        return id -> new DutyException(given.apply(id), whom, opened);
    }

    /** A role that the policy no longer has, nobody can be said to hold; the gateway looks again. */
    private static void requireNoPupil(String id, Bundle bundle) {
        Person person = bundle.people().person(id);
        boolean isPupil = person != null
                && bundle.policy().roles().stream().anyMatch(role -> role.id().equals(person.role()) && role.isPupil());
        if (isPupil) {
            throw ProblemException.invalidField("person", id + " is a pupil (expected: a member of staff)");
        }
    }

    private static void requireLiftable(Category category, Policy policy) {
        if (policy.isFloor(category)) {
            throw ProblemException.invalidField(
                    "categories", "%s is of the risk floor, which no duty exception lifts".formatted(category));
        }
    }
}
