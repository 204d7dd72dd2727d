package org.schoolgate.proxy.http;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exceptions that end a connection and are none of the network's: each is a mistake in this program. */
public final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private Faults() {}

    /**
     * Logs what is no {@link IOException}.
     *
     * @param connection that ends by it, such as "a client connection"
     */
    public static void log(String connection, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.warn("{} is closed after a fault", connection, cause);
        }
    }
}
