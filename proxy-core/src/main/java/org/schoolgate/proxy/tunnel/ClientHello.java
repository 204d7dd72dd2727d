package org.schoolgate.proxy.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The first flight of a TLS client, as far as it can be read in the clear.
 *
 * @param kind whether it is there, and is one
 * @param serverName as sent (RFC 6066, section 3), not checked; null when the client names none
 */
record ClientHello(Kind kind, @Nullable String serverName) {
    enum Kind {
        INCOMPLETE,
        COMPLETE,
        NOT_TLS,
        /** Begins as TLS, then breaks its own lengths or the limits, or names several servers. */
        MALFORMED
    }

    /** Record headers included; browsers send about 2 KiB with post-quantum keys. */
    static final int MAX_BYTES = 16 * 1024;

    /*
     * record (RFC 8446, section 5.1), any number, whose fragments make up the handshake:
     *   22 | 3 x | length (2) | fragment
     * handshake (section 4): 1 | length (3) | body
     * body (section 4.1.2):
     *   version (2) | random (32) | session id (1+n) | cipher suites (2+n) | compression (1+n) | extensions (2+n)
     * extension: type (2) | length (2) | data;  server_name data: list length (2) | 0 | length (2) | name
     */
    private static final int RECORD_HEADER = 5;
    private static final int HANDSHAKE_RECORD = 22;
    private static final int TLS_MAJOR = 3;
    private static final int HANDSHAKE_HEADER = 4;
    private static final int CLIENT_HELLO = 1;
    private static final int VERSION_AND_RANDOM = 34;
    private static final int SERVER_NAME = 0;
    private static final int HOST_NAME = 0;

    private static final ClientHello INCOMPLETE = new ClientHello(Kind.INCOMPLETE, null);
    private static final ClientHello NOT_TLS = new ClientHello(Kind.NOT_TLS, null);
    private static final ClientHello MALFORMED = new ClientHello(Kind.MALFORMED, null);

    /** Looks at what has come so far; the buffer stays as it is. */
    static ClientHello peek(ByteBuf received) {
        ByteBuf handshake = Unpooled.buffer(Math.min(received.readableBytes(), MAX_BYTES));
        ClientHello problem = collect(received.duplicate(), handshake);
        if (handshake.isReadable() && handshake.getByte(0) != CLIENT_HELLO) {
            return NOT_TLS;
        }
        if (isWhole(handshake)) {
            return read(handshake);
        }
        return received.readableBytes() > MAX_BYTES ? MALFORMED : problem;
    }

    private static boolean isWhole(ByteBuf handshake) {
        return handshake.readableBytes() >= HANDSHAKE_HEADER
                && handshake.readableBytes() >= HANDSHAKE_HEADER + handshake.getUnsignedMedium(1);
    }

    /** Joins the fragments of all records into one; returns what to answer if they do not make up the whole. */
    private static ClientHello collect(ByteBuf in, ByteBuf handshake) {
        while (in.isReadable() && !isWhole(handshake)) {
            boolean isRecord = in.getByte(in.readerIndex()) == HANDSHAKE_RECORD
                    && (in.readableBytes() < 2 || in.getByte(in.readerIndex() + 1) == TLS_MAJOR);
            if (!isRecord) {
                return handshake.isReadable() ? MALFORMED : NOT_TLS;
            }
            if (in.readableBytes() < RECORD_HEADER) {
                return INCOMPLETE;
            }
            int length = in.getUnsignedShort(in.readerIndex() + 3);
            if (length == 0 || length > MAX_BYTES) {
                return MALFORMED;
            }
            in.skipBytes(RECORD_HEADER);
            handshake.writeBytes(in, Math.min(length, in.readableBytes()));
        }
        return INCOMPLETE;
    }

    private static ClientHello read(ByteBuf handshake) {
        try {
            ByteBuf body = handshake.slice(HANDSHAKE_HEADER, handshake.getUnsignedMedium(1));
            body.skipBytes(VERSION_AND_RANDOM);
            body.skipBytes(body.readUnsignedByte());
            body.skipBytes(body.readUnsignedShort());
            body.skipBytes(body.readUnsignedByte());
            return body.isReadable() ? readExtensions(body.readSlice(body.readUnsignedShort())) : named(null);
        } catch (IndexOutOfBoundsException e) {
            return MALFORMED;
        }
    }

    private static ClientHello readExtensions(ByteBuf extensions) {
        String name = null;
        while (extensions.isReadable()) {
            int type = extensions.readUnsignedShort();
            ByteBuf data = extensions.readSlice(extensions.readUnsignedShort());
            if (type != SERVER_NAME) {
                continue;
            }
            ByteBuf list = data.readSlice(data.readUnsignedShort());
            boolean isHostName = list.readUnsignedByte() == HOST_NAME;
            ByteBuf sent = list.readSlice(list.readUnsignedShort());
            if (name != null || !isHostName || list.isReadable() || data.isReadable()) {
                return MALFORMED;
            }
            name = sent.toString(StandardCharsets.ISO_8859_1);
        }
        return named(name);
    }

    private static ClientHello named(@Nullable String serverName) {
        return new ClientHello(Kind.COMPLETE, serverName);
    }
}
