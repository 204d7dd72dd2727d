package org.schoolgate.rules.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.PolicyDocument.RoleSection;

/** A role and all that it extends, the role itself first. */
record Lineage(List<RoleSection> sections) {
    /** Ends at the first role that comes again: a document may be asked while its cycles are still being reported. */
    static Lineage of(String role, Map<String, RoleSection> roles) {
        Map<String, RoleSection> sections = new LinkedHashMap<>();
        RoleSection section = roles.get(role);
        while (section != null && sections.putIfAbsent(section.id(), section) == null) {
            section = section.extended() == null ? null : roles.get(section.extended());
        }
        return new Lineage(List.copyOf(sections.values()));
    }

    /** Of the role, and of all that it extends. */
    Set<String> ids() {
        return sections.stream().map(RoleSection::id).collect(Collectors.toUnmodifiableSet());
    }

    /** How far up the nearest of the roles stands; everyone (no role) is beyond the end; -1 when none is in it. */
    int distance(Set<String> roles) {
        if (roles.isEmpty()) {
            return sections.size();
        }
        for (int distance = 0; distance < sections.size(); distance++) {
            if (roles.contains(sections.get(distance).id())) {
                return distance;
            }
        }
        return -1;
    }

    /** Whether what is said for these roles is said to this one. */
    boolean reaches(Set<String> roles) {
        return distance(roles) >= 0;
    }

    /** Whom it reaches of those who hold the role; null when it is for others. */
    @Nullable
    Reach reach(Who who) {
        int distance = distance(who.roles());
        return distance < 0 ? null : Reach.of(who, distance);
    }

    /** What the nearest role that speaks of it says; null when none does. */
    <T> @Nullable T first(Function<RoleSection, @Nullable T> property) {
        for (RoleSection section : sections) {
            T value = property.apply(section);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
