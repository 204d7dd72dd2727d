package org.schoolgate.admin.list;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.schoolgate.rules.policy.Edit;
import org.schoolgate.rules.policy.HostPattern;
import org.schoolgate.rules.policy.ManagerEntry;

/** The manager's own entries. */
public interface EntryStore {
    /** Keeps a new entry, under an id that no entry had before. */
    ManagerEntry add(HostPattern pattern, Edit edit, String note, Instant createdAt);

    /**
     * Entries from the oldest on.
     *
     * @param afterId id of the last one that is not wanted any more; empty for all
     */
    List<ManagerEntry> after(Optional<String> afterId, int limit);

    /** False where there is none with this id. */
    boolean remove(String id);
}
