package org.schoolgate.admin.roster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.Role;

/** The roles of the policy in force, found by their ids, their titles, and by what school systems call such people. */
public final class RoleNames {
    /** What is said of pupils: their role is that of their year group. */
    static final String PUPIL = "pupil";

    private static final Set<String> PUPILS = Set.of("pupil", "student", "learner", "child");
    private static final Set<String> STAFF = Set.of(
            "staff",
            "teacher",
            "teachingstaff",
            "supportstaff",
            "nonteachingstaff",
            "memberofstaff",
            "employee",
            "faculty",
            "administrator",
            "districtadministrator",
            "siteadministrator",
            "systemadministrator",
            "principal",
            "counselor",
            "aide",
            "proctor",
            "teachingassistant");
    private static final Set<String> GOVERNORS = Set.of("governor", "trustee");
    private static final Set<String> VISITORS = Set.of("visitor", "guest");

    /** OneRoster has them as users; they do not browse here. */
    private static final Set<String> RELATIVES = Set.of("parent", "guardian", "relative");

    private final List<String> ids;
    private final Map<String, String> bySpelling = new HashMap<>();
    private final Map<String, Boolean> pupils = new HashMap<>();

    public RoleNames(List<Role> roles) {
        ids = roles.stream().map(Role::id).toList();
        PUPILS.forEach(name -> bySpelling.put(name, PUPIL));
        roles.forEach(role -> pupils.put(role.id(), role.isPupil()));
        putAll(STAFF, "staff");
        putAll(GOVERNORS, "governor");
        putAll(VISITORS, "visitor");
        roles.forEach(role -> bySpelling.put(Column.spelling(role.title()), role.id()));
        ids.forEach(id -> bySpelling.put(Column.spelling(id), id));
    }

    private void putAll(Set<String> names, String role) {
        if (ids.contains(role)) {
            names.forEach(name -> bySpelling.put(name, role));
        }
    }

    /** Id of a role, or {@link #PUPIL}; null where nobody is called so. */
    @Nullable
    String find(String text) {
        return bySpelling.get(Column.spelling(text));
    }

    static boolean isRelative(String text) {
        return RELATIVES.contains(Column.spelling(text));
    }

    public boolean has(String id) {
        return ids.contains(id);
    }

    /** Whether those of the role are taught; else they teach, or neither. */
    public boolean isPupil(String id) {
        return pupils.getOrDefault(id, false);
    }

    public List<String> ids() {
        return List.copyOf(ids);
    }

    /** What may be said of a person. */
    List<String> known() {
        List<String> known = new ArrayList<>(ids);
        if (!ids.contains(PUPIL)) {
            known.add(PUPIL);
        }
        return known;
    }
}
