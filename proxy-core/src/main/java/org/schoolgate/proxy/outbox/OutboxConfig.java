package org.schoolgate.proxy.outbox;

import java.nio.file.Path;

/**
 * Where an outbox is.
 *
 * @param folder is made when it is not there
 * @param epoch of this start, see {@link EventIds#epoch()}
 * @param maxBytes of incidents that may wait for delivery
 */
public record OutboxConfig(Path folder, long epoch, long maxBytes) {
    /** Some 150,000 incidents. */
    public static final long DEFAULT_MAX_BYTES = 64L * 1024 * 1024;
}
