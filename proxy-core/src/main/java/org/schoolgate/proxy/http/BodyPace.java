package org.schoolgate.proxy.http;

import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches that a client does not take or give bodies so slowly that it holds up an origin, or memory, for hours: an idle
 * timer does not see one byte a minute. Looks once a window, and only from when there is something to wait for; an exchange
 * that is over sooner costs nothing. One per connection, on its event loop.
 */
final class BodyPace {
    enum Direction {
        UPLOAD,
        DOWNLOAD
    }

    /** The connection that is watched. */
    interface Watched {
        /** The exchange whose body is to come, and which nothing but the client holds up; null when there is none. */
        @Nullable
        Turn awaitedUpload();

        /** Less than the minimum in a window. */
        void tooSlow(Direction direction);
    }

    private final ClientSide client;
    private final BodyRates rates;
    private final Watched watched;
    private @Nullable Future<?> timer;
    /** As it was when the window began. */
    private @Nullable Turn upload;

    private boolean hadUnsent;
    private long received;
    private long taken;

    BodyPace(ClientSide client, BodyRates rates, Watched watched) {
        this.client = client;
        this.rates = rates;
        this.watched = watched;
    }

    /** There is something to wait for. */
    void watch() {
        if (timer == null) {
            begin();
        }
    }

    private void begin() {
        upload = watched.awaitedUpload();
        hadUnsent = client.hasUnsent();
        received = client.meter().in();
        taken = client.takenBytes();
        timer = client.channel().eventLoop().schedule(this::look, rates.window().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        timer = null;
        Turn awaited = watched.awaitedUpload();
        if (awaited != null && awaited == upload && isLess(client.meter().in() - received, Direction.UPLOAD)) {
            watched.tooSlow(Direction.UPLOAD);
        } else if (hadUnsent && client.hasUnsent() && isLess(client.takenBytes() - taken, Direction.DOWNLOAD)) {
            watched.tooSlow(Direction.DOWNLOAD);
        } else if (awaited != null || client.hasUnsent()) {
            begin();
        }
    }

    private boolean isLess(long bytes, Direction direction) {
        return bytes < rates.minBytes(direction);
    }

    /** What was held up by someone else is not counted against the client. */
    void excuseUpload() {
        upload = null;
    }

    void stop() {
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
