package org.schoolgate.proxy.tunnel;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Reads the body of a ClientHello: strictly, for TLS 1.0 to 1.3. */
final class ClientHello {
    /*
     * body (RFC 8446, section 4.1.2; the older versions begin alike and may end before the extensions):
     *   version (2) | random (32) | session id (1+n) | cipher suites (2+n) | compression (1+n) | extensions (2+n)
     * extension: type (2) | length (2) | data
     * server_name data (RFC 6066, section 3): list length (2) | 0 | length (2) | name
     */
    private static final int TLS_1_0 = 0x0301;
    private static final int TLS_1_2 = 0x0303;
    private static final int RANDOM_BYTES = 32;
    private static final int MAX_SESSION_ID = 32;
    private static final byte NO_COMPRESSION = 0;
    private static final int SERVER_NAME = 0;
    private static final int HOST_NAME = 0;
    private static final int ENCRYPTED_CLIENT_HELLO = 0xfe0d;

    private ClientHello() {}

    /** @param body exactly; is read from */
    static Opening read(ByteBuf body) {
        try {
            return isStartWellFormed(body) ? extensions(body) : Opening.MALFORMED_TLS;
        } catch (IndexOutOfBoundsException e) {
            return Opening.MALFORMED_TLS;
        }
    }

    private static boolean isStartWellFormed(ByteBuf body) {
        int version = body.readUnsignedShort();
        body.skipBytes(RANDOM_BYTES);
        int sessionId = body.readUnsignedByte();
        body.skipBytes(sessionId);
        int suites = body.readUnsignedShort();
        body.skipBytes(suites);
        ByteBuf compressions = body.readSlice(body.readUnsignedByte());
        return version >= TLS_1_0
                && version <= TLS_1_2
                && sessionId <= MAX_SESSION_ID
                && suites > 0
                && suites % 2 == 0
                && compressions.indexOf(0, compressions.readableBytes(), NO_COMPRESSION) >= 0;
    }

    private static Opening extensions(ByteBuf body) {
        if (!body.isReadable()) {
            return Opening.tls(null, false);
        }
        ByteBuf extensions = body.readSlice(body.readUnsignedShort());
        String name = null;
        Set<Integer> types = new HashSet<>();
        while (extensions.isReadable()) {
            int type = extensions.readUnsignedShort();
            ByteBuf data = extensions.readSlice(extensions.readUnsignedShort());
            if (!types.add(type)) {
                return Opening.MALFORMED_TLS;
            }
            if (type == SERVER_NAME) {
                name = serverName(data);
            }
        }
        return body.isReadable() ? Opening.MALFORMED_TLS : Opening.tls(name, types.contains(ENCRYPTED_CLIENT_HELLO));
    }

    /** @throws IndexOutOfBoundsException when it is not exactly one name */
    private static String serverName(ByteBuf data) {
        ByteBuf list = data.readSlice(data.readUnsignedShort());
        boolean isHostName = list.readUnsignedByte() == HOST_NAME;
        ByteBuf name = list.readSlice(list.readUnsignedShort());
        if (!isHostName || list.isReadable() || data.isReadable()) {
            throw new IndexOutOfBoundsException("server_name: not exactly one host name");
        }
        return name.toString(StandardCharsets.ISO_8859_1);
    }
}
