package org.schoolgate.admin.people;

import java.time.Instant;
import java.util.List;

/** The record of changes. It grows, and there is no way to change or to delete what is in it. */
public interface ChangeStore {
    void add(Instant at, String by, List<Change> changes);

    /** The last one first, of those before the one numbered {@code before}. */
    List<RecordedChange> newestFirst(long before, int limit);
}
