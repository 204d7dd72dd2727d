package org.schoolgate.admin.people;

import java.util.Collection;
import java.util.List;

/** The classes. */
public interface ClassStore {
    /** By id. */
    List<ClassRecord> all();

    /** Adds each, or takes the place of the one with its id. */
    void put(Collection<ClassRecord> classes);

    void remove(Collection<String> ids);
}
