package org.schoolgate.proxy.http;

import java.util.concurrent.atomic.AtomicLong;

/** How many clients were given up because they were slower than {@link BodyRates} grants. Thread-safe. */
public final class SlowClients {
    private final AtomicLong uploads = new AtomicLong();
    private final AtomicLong downloads = new AtomicLong();

    void count(BodyPace.Direction direction) {
        (direction == BodyPace.Direction.UPLOAD ? uploads : downloads).incrementAndGet();
    }

    public long uploads() {
        return uploads.get();
    }

    public long downloads() {
        return downloads.get();
    }
}
