package org.schoolgate.rules.policy;

import java.util.ArrayList;
import java.util.List;

/** An entry whose kind of edit is known. */
record TypedEntry<E extends Edit>(ManagerEntry entry, E edit) {
    /** Those of one kind, in their order. */
    static <E extends Edit> List<TypedEntry<E>> of(List<ManagerEntry> entries, Class<E> kind) {
        List<TypedEntry<E>> typed = new ArrayList<>();
        for (ManagerEntry entry : entries) {
            if (kind.isInstance(entry.edit())) {
                typed.add(new TypedEntry<>(entry, kind.cast(entry.edit())));
            }
        }
        return typed;
    }

    HostPattern pattern() {
        return entry.pattern();
    }
}
