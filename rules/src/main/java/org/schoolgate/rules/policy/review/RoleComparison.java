package org.schoolgate.rules.policy.review;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.Role;

/** Compares which roles there are that can be held, and for whom they are. What is decided for them is compared elsewhere. */
final class RoleComparison {
    private final Side before;
    private final Side after;
    private final List<Change> changes = new ArrayList<>();

    RoleComparison(Side before, Side after) {
        this.before = before;
        this.after = after;
    }

    List<Change> changes() {
        Set<String> ids = new LinkedHashSet<>(after.document().roles().keySet());
        ids.addAll(before.document().roles().keySet());
        ids.forEach(id -> compare(id, before.role(id), after.role(id)));
        return changes;
    }

    /** What whoever held a role that is gone gets from now on is said by other roles: it may well be more. */
    private void compare(String id, @Nullable Role was, @Nullable Role is) {
        if (was == null && is != null) {
            add(Direction.LOOSENING, id, "", is.title(), "Role " + id + " added: " + is.title());
        } else if (was != null && is == null) {
            add(Direction.LOOSENING, id, was.title(), "", "Role " + id + " removed: " + was.title());
        } else if (was != null && is != null) {
            compareBoth(id, was, is);
        }
    }

    private void compareBoth(String id, Role was, Role is) {
        if (was.audience() != is.audience()) {
            add(
                    Direction.looseningIf(is.audience().compareTo(was.audience()) > 0),
                    id,
                    was.audience().id(),
                    is.audience().id(),
                    is.title() + ": audience " + was.audience().id() + " -> "
                            + is.audience().id());
        }
        if (!was.title().equals(is.title())) {
            add(
                    Direction.NEUTRAL,
                    id,
                    was.title(),
                    is.title(),
                    "Role " + id + ": title \"" + was.title() + "\" -> \"" + is.title() + "\"");
        }
    }

    private void add(Direction direction, String id, String was, String is, String text) {
        changes.add(new Change(ChangeKind.ROLES, direction, List.of(id), "", "", List.of(), was, is, text));
    }
}
