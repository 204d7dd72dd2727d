package org.schoolgate.admin.store;

import org.jdbi.v3.core.Handle;

/** Numbers that are given once and never again. */
final class Counters {
    private Counters() {}

    static long next(Handle handle, String name) {
        return handle.createQuery("update counters set value = value + 1 where name = :name returning value")
                .bind("name", name)
                .mapTo(Long.class)
                .one();
    }
}
