package org.schoolgate.admin.people;

import java.util.Collection;
import java.util.List;

/** The devices. */
public interface DeviceStore {
    /** By id. */
    List<DeviceRecord> all();

    /** Adds each, or takes the place of the one with its id. */
    void put(Collection<DeviceRecord> devices);

    void remove(Collection<String> ids);
}
