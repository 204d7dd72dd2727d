package org.schoolgate.proxy.listen;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import org.schoolgate.proxy.http.GentleClose;

/** Turns a connection away that is one too many; nothing it sends is looked at, and no exchange takes place. */
final class TooManyConnections {
    private static final byte[] ANSWER = String.join(
                    "\r\n",
                    "HTTP/1.1 503 Service Unavailable",
                    "Proxy-Status: schoolgate; error=connection_limit_reached",
                    "Content-Type: text/plain",
                    "Content-Length: 21",
                    "Cache-Control: no-store",
                    "Retry-After: 5",
                    "Connection: close",
                    "",
                    "Too many connections\n")
            .getBytes(StandardCharsets.US_ASCII);

    private TooManyConnections() {}

    static void refuse(Channel channel) {
        channel.eventLoop().execute(() -> {
            channel.write(Unpooled.wrappedBuffer(ANSWER));
            GentleClose.of(channel);
        });
    }
}
