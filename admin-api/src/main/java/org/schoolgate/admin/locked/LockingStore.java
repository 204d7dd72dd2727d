package org.schoolgate.admin.locked;

import java.util.List;

/** The record of the locked slot. It grows, and there is no way to change or to delete what is in it. */
public interface LockingStore {
    /** The oldest first; the last one has the list that is in the slot. */
    List<Locking> all();

    /** @throws RuntimeException when another has its number already */
    void add(Locking locking);
}
