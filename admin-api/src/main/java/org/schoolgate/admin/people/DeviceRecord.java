package org.schoolgate.admin.people;

import java.time.Instant;
import org.schoolgate.rules.people.Device;

/**
 * What is kept of a device.
 *
 * @param source of the import that has the device, or {@link PersonRecord#BY_HAND}
 */
public record DeviceRecord(Device device, String source, Instant changedAt) {}
