package org.schoolgate.rules.policy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.PolicyDocument.RoleSection;

/**
 * A role and all that it extends, the role itself first.
 *
 * @param ids of {@code sections}, for rules that name one of them
 */
record Lineage(List<RoleSection> sections, Set<String> ids) {
    /** Ends at the first role that comes again: a document may be asked while its cycles are still being reported. */
    static Lineage of(String role, Map<String, RoleSection> roles) {
        Map<String, RoleSection> sections = new LinkedHashMap<>();
        RoleSection section = roles.get(role);
        while (section != null && sections.putIfAbsent(section.id(), section) == null) {
            section = section.extended() == null ? null : roles.get(section.extended());
        }
        return new Lineage(List.copyOf(sections.values()), Set.copyOf(sections.keySet()));
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
