package org.schoolgate.admin.list;

import java.util.List;

/** The sources of lists, by name. */
public interface SourceStore {
    /** By name. */
    List<Source> all();

    /** Adds the source, or takes the place of the one with this name. */
    void put(Source source);

    void remove(String name);
}
