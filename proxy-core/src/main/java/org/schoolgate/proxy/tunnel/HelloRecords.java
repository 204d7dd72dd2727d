package org.schoolgate.proxy.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Joins the records that a ClientHello comes in, each byte once, however the network cut them. Strict: whatever a server
 * might read in another way is malformed.
 */
final class HelloRecords {
    /** Of the ClientHello; browsers send about 2 KiB with post-quantum keys. */
    static final int MAX_BYTES = 16 * 1024;
    /** With the headers of its records. */
    static final int MAX_RECEIVED = 2 * MAX_BYTES;

    /*
     * record (RFC 8446, section 5.1), any number, whose fragments make up the handshake message:
     *   22 | 3 x | length (2) | fragment
     * handshake message (section 4):
     *   1 | length (3) | body
     */
    private static final int RECORD_HEADER = 5;
    private static final int HANDSHAKE_RECORD = 22;
    private static final int TLS_MAJOR = 3;
    private static final int MAX_FRAGMENT = 1 << 14;
    private static final int HANDSHAKE_HEADER = 4;
    private static final int CLIENT_HELLO = 1;
    private static final int INITIAL_BYTES = 512;

    private final ByteBuf message = Unpooled.buffer(INITIAL_BYTES, MAX_RECEIVED);
    private int taken;
    private int fragmentLeft;

    /** Whether these bytes, at least one, may begin a TLS connection. */
    static boolean isBegunBy(ByteBuf received) {
        int start = received.readerIndex();
        return received.getByte(start) == HANDSHAKE_RECORD
                && (received.readableBytes() < 2 || received.getByte(start + 1) == TLS_MAJOR);
    }

    /**
     * Goes on where it stopped.
     *
     * @param received all that has come so far, from the first byte
     * @return null as long as more is needed
     */
    @Nullable
    Opening read(ByteBuf received) {
        ByteBuf in = received.duplicate();
        in.skipBytes(taken);
        while (fragmentLeft > 0 ? in.isReadable() : in.readableBytes() >= RECORD_HEADER) {
            Opening found = fragmentLeft > 0 ? takeFragment(in) : takeHeader(in);
            if (found != null) {
                return found;
            }
        }
        taken = in.readerIndex() - received.readerIndex();
        return received.readableBytes() > MAX_RECEIVED ? Opening.MALFORMED_TLS : null;
    }

    private @Nullable Opening takeHeader(ByteBuf in) {
        if (!isBegunBy(in)) {
            return Opening.MALFORMED_TLS;
        }
        fragmentLeft = in.skipBytes(RECORD_HEADER - Short.BYTES).readUnsignedShort();
        return fragmentLeft == 0 || fragmentLeft > MAX_FRAGMENT ? Opening.MALFORMED_TLS : null;
    }

    private @Nullable Opening takeFragment(ByteBuf in) {
        int length = Math.min(fragmentLeft, Math.min(in.readableBytes(), message.maxWritableBytes()));
        if (length == 0) {
            return Opening.MALFORMED_TLS;
        }
        message.writeBytes(in, length);
        fragmentLeft -= length;
        if (message.getByte(0) != CLIENT_HELLO) {
            return Opening.UNRECOGNISED;
        }
        return message.readableBytes() < HANDSHAKE_HEADER ? null : readIfWhole(message.getUnsignedMedium(1));
    }

    /** Nothing may follow in the last record: the client has nothing more to say before it has an answer. */
    private @Nullable Opening readIfWhole(int bodyBytes) {
        int bytes = HANDSHAKE_HEADER + bodyBytes;
        if (bytes > MAX_BYTES || message.readableBytes() > bytes) {
            return Opening.MALFORMED_TLS;
        }
        if (message.readableBytes() < bytes) {
            return null;
        }
        return fragmentLeft > 0 ? Opening.MALFORMED_TLS : ClientHello.read(message.slice(HANDSHAKE_HEADER, bodyBytes));
    }
}
