package org.schoolgate.proxy.tunnel;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells what a client's first bytes are, from as many pieces as they come in. One per tunnel. */
final class OpeningReader {
    private static final List<byte[]> METHODS = Stream.of(
                    "GET ", "HEAD ", "POST ", "PUT ", "PATCH ", "DELETE ", "OPTIONS ")
            .map(method -> method.getBytes(StandardCharsets.US_ASCII))
            .toList();

    private final HelloRecords records = new HelloRecords();

    /**
     * Looks at all that has come so far; the buffer stays as it is.
     *
     * @param received not empty, and beginning with the first byte
     * @return null as long as more is needed
     */
    @Nullable
    Opening read(ByteBuf received) {
        return HelloRecords.isBegunBy(received) ? records.read(received) : http(received);
    }

    private static @Nullable Opening http(ByteBuf received) {
        for (byte[] method : METHODS) {
            if (beginsAlike(received, method)) {
                return received.readableBytes() < method.length ? null : Opening.HTTP;
            }
        }
        return Opening.UNRECOGNISED;
    }

    private static boolean beginsAlike(ByteBuf received, byte[] method) {
        int length = Math.min(received.readableBytes(), method.length);
        for (int i = 0; i < length; i++) {
            if (received.getByte(received.readerIndex() + i) != method[i]) {
                return false;
            }
        }
        return true;
    }
}
