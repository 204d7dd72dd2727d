package org.schoolgate.proxy.listen;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import org.schoolgate.proxy.http.GentleClose;
import org.schoolgate.proxy.http.HttpServices;
import org.schoolgate.proxy.http.TurnedAway;
import org.schoolgate.proxy.identity.Arrival;

/** Turns a connection away that is one too many, and records it; nothing it sends is looked at. */
final class TooManyConnections {
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

    private TooManyConnections() {}

    static void refuse(Channel channel, Arrival arrival, HttpServices services) {
        channel.eventLoop().execute(() -> {
            TurnedAway.record(arrival, services, STATUS, ERROR, ANSWER.length);
            channel.write(Unpooled.wrappedBuffer(ANSWER));
            GentleClose.of(channel);
        });
    }

    /** Without an answer. */
    static void close(Channel channel, Arrival arrival, HttpServices services) {
        TurnedAway.record(arrival, services, 0, ERROR, 0);
        channel.close();
    }
}
