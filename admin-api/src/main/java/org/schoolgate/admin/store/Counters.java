package org.schoolgate.admin.store;

import org.jdbi.v3.core.Handle;

/** Numbers that are given once and never again. */
final class Counters {
    private Counters() {}

    static long next(Handle handle, String name) {
        return next(handle, name, 1);
    }

    /** Takes several; returns the last of them. */
    static long next(Handle handle, String name, int count) {
        return handle.createQuery("update counters set value = value + :count where name = :name returning value")
                .bind("name", name)
                .bind("count", count)
                .mapTo(Long.class)
                .one();
    }
}
