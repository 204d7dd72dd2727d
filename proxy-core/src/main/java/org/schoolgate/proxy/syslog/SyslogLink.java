package org.schoolgate.proxy.syslog;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.rules.access.AccessRecord;

/**
 * The log server that gets access records too, if there is one; it may become another. {@link #offer} is for any thread, the
 * rest for one at a time.
 */
public final class SyslogLink implements Closeable {
    private final Health health;
    private final MeterRegistry meters;
    private @Nullable SyslogServer server;
    private volatile @Nullable SyslogExport export;

    public SyslogLink(Health health, MeterRegistry meters) {
        this.health = health;
        this.meters = meters;
        Gauge.builder("schoolgate.syslog.queue", this, SyslogLink::waiting).register(meters);
    }

    private int waiting() {
        SyslogExport current = export;
        return current == null ? 0 : current.waiting();
    }

    /** Hands a record over, to be sent within a second while the server takes them; does not block. */
    public void offer(AccessRecord record) {
        SyslogExport current = export;
        if (current != null) {
            current.offer(record);
        }
    }

    /**
     * Makes ready for that server, if it is another one; it hears nothing before the result is used.
     *
     * @param next null for none
     * @throws IOException when the authority's certificates cannot be read
     */
    public Prepared prepare(@Nullable SyslogServer next) throws IOException {
        return new Prepared(next, next == null || next.equals(server) ? null : SyslogExport.to(next, health, meters));
    }

    /** Another log server, or none, to be used or left alone. */
    public final class Prepared {
        private final @Nullable SyslogServer next;
        /** Null for none, and for the one that there is. */
        private final @Nullable SyslogExport made;

        private Prepared(@Nullable SyslogServer next, @Nullable SyslogExport made) {
            this.next = next;
            this.made = made;
        }

        /** Records go there from now on. What waits for the one before has two seconds to go there; blocks. */
        public void use() {
            if (Objects.equals(next, server)) {
                return;
            }
            SyslogExport before = export;
            export = made;
            server = next;
            if (made != null) {
                made.start();
            }
            if (before != null) {
                before.close();
            }
            if (next == null) {
                forget();
            }
        }

        public void discard() {
            if (made != null) {
                made.close();
            }
        }
    }

    private void forget() {
        health.forget(SyslogExport.CHECK);
        health.forget(SyslogExport.LOSSES_CHECK);
    }

    /** As {@link SyslogExport#close}. */
    @Override
    public void close() {
        SyslogExport current = export;
        if (current != null) {
            current.close();
        }
    }
}
