package org.schoolgate.admin.people;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.admin.roster.RoleNames;
import org.schoolgate.rules.people.Usernames;

/** A person as sent. What is not acceptable is a {@link ProblemException}. */
record NewPerson(
        @Nullable String name,
        @Nullable String username,
        @Nullable String role,
        @Nullable String year,
        @Nullable List<String> classes,
        @Nullable Boolean leaver) {
    private static final int MAX_NAME_CHARS = 200;

    PersonRecord read(String id, Register before, SchoolPolicy policy, Instant now) {
        String yearGroup = year == null ? null : knownYear(year, policy);
        String knownRole = knownRole(yearGroup, policy);
        boolean isLeaver = Boolean.TRUE.equals(leaver);
        PersonRecord person = new PersonRecord(
                id,
                Fields.text("name", name, MAX_NAME_CHARS),
                username == null ? null : freeName(id, isLeaver, before),
                knownRole,
                yearGroup,
                yearGroup == null ? null : now,
                knownClasses(knownRole, before, policy),
                isLeaver,
                PersonRecord.BY_HAND);
        return isLeaver ? person.asLeaver() : person;
    }

    private static String knownYear(String year, SchoolPolicy policy) {
        String known = policy.years().find(year);
        if (known == null) {
            throw Fields.unknown("year", year, policy.years().names());
        }
        return known;
    }

    private String knownRole(@Nullable String yearGroup, SchoolPolicy policy) {
        RoleNames roles = policy.roles();
        String wanted = role == null ? policy.years().roleOf(yearGroup) : role;
        if (wanted == null) {
            throw ProblemException.invalidField("role", "missing (expected: a role, or a year group, which has one)");
        }
        if (!roles.has(wanted)) {
            throw Fields.unknown("role", wanted, roles.ids());
        }
        return wanted;
    }

    private String freeName(String id, boolean isLeaver, Register before) {
        String canonical = Usernames.canonical(Objects.requireNonNull(username, "looked at"));
        if (!Usernames.isUsername(canonical)) {
            throw ProblemException.invalidField("username", "expected are " + Usernames.EXPECTED);
        }
        Map<String, String> taken = before.byUsername();
        String other = isLeaver ? null : taken.get(canonical);
        if (other != null && !other.equals(id)) {
            throw ProblemException.invalidField(
                    "username", "it is that of \"" + other + "\" (expected: one of one's own)");
        }
        return canonical;
    }

    private Set<String> knownClasses(String knownRole, Register before, SchoolPolicy policy) {
        List<String> wanted = classes == null ? List.of() : classes;
        if (!wanted.isEmpty() && !policy.roles().isPupil(knownRole)) {
            throw ProblemException.invalidField(
                    "classes", "of the role " + knownRole + " (expected: none, teachers are put into their classes)");
        }
        for (String each : wanted) {
            if (!before.classes().containsKey(each)) {
                throw Fields.unknown("classes", each, before.classes().keySet());
            }
        }
        return Set.copyOf(wanted);
    }
}
