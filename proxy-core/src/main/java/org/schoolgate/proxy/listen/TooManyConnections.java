package org.schoolgate.proxy.listen;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.schoolgate.proxy.http.GentleClose;
import org.schoolgate.proxy.http.HttpServices;
import org.schoolgate.proxy.http.TurnedAway;
import org.schoolgate.proxy.identity.Arrival;

/**
 * Turns connections away that are one too many, and records them; nothing they send is looked at. Thread-safe.
 */
final class TooManyConnections {
    private static final int MAX_TOLD = 64;
    private static final int STATUS = 503;
    private static final String ERROR = "connection_limit_reached";
    private static final byte[] ANSWER = String.join(
                    "\r\n",
                    "HTTP/1.1 " + STATUS + " Service Unavailable",
                    "Proxy-Status: schoolgate; error=" + ERROR,
                    "Content-Type: text/plain",
                    "Content-Length: 21",
                    "Cache-Control: no-store",
                    "Retry-After: 5",
                    "Connection: close",
                    "",
                    "Too many connections\n")
            .getBytes(StandardCharsets.US_ASCII);

    /** Those that are being told; each holds a descriptor until the client has read it, or has not in time. */
    private final AtomicInteger told = new AtomicInteger();

    /** In words, but for those that come when many are being told: more would use up the descriptors kept for all else. */
    void refuse(Channel channel, Arrival arrival, HttpServices services) {
        if (told.get() < MAX_TOLD) {
            told.incrementAndGet();
            channel.closeFuture().addListener(closed -> told.decrementAndGet());
            tell(channel, arrival, services);
        } else {
            close(channel, arrival, services);
        }
    }

    private static void tell(Channel channel, Arrival arrival, HttpServices services) {
        channel.eventLoop().execute(() -> {
            TurnedAway.record(arrival, services, STATUS, ERROR, ANSWER.length);
            channel.write(Unpooled.wrappedBuffer(ANSWER));
            GentleClose.of(channel);
        });
    }

    /** Without an answer. */
    void close(Channel channel, Arrival arrival, HttpServices services) {
        TurnedAway.record(arrival, services, 0, ERROR, 0);
        channel.close();
    }
}
