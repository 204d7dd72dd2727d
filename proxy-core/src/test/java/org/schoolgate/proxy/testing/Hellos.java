package org.schoolgate.proxy.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** ClientHellos (RFC 8446, section 4.1.2), byte by byte. */
public final class Hellos {
    private static final int HANDSHAKE = 22;

    private Hellos() {}

    /** One record; {@code serverName} null for none. */
    public static byte[] of(@Nullable String serverName) {
        byte[] extensions = serverName == null ? new byte[0] : serverName(serverName);
        return records(handshake(extensions), Integer.MAX_VALUE);
    }

    /** With a padding extension of that many bytes before the name, in records of at most {@code perRecord} bytes. */
    public static byte[] padded(String serverName, int padding, int perRecord) {
        byte[] extensions = join(extension(21, new byte[padding]), serverName(serverName));
        return records(handshake(extensions), perRecord);
    }

    public static byte[] withExtensions(byte[]... extensions) {
        return records(handshake(join(extensions)), Integer.MAX_VALUE);
    }

    public static byte[] serverName(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
        byte[] entry = join(new byte[] {0}, sized(bytes));
        return extension(0, sized(entry));
    }

    public static byte[] extension(int type, byte[] data) {
        return join(new byte[] {(byte) (type >> 8), (byte) type}, sized(data));
    }

    private static byte[] handshake(byte[] extensions) {
        return message(join(start(3, 32, 4, new byte[] {0}), sized(extensions)));
    }

    /** What stands before the extensions, and in TLS 1.0 may be all: version 3.{@code minor}, lengths, compressions. */
    public static byte[] start(int minor, int sessionId, int suiteBytes, byte[] compressions) {
        return join(
                new byte[] {3, (byte) minor},
                new byte[32],
                new byte[] {(byte) sessionId},
                new byte[sessionId],
                sized(new byte[suiteBytes]),
                new byte[] {(byte) compressions.length},
                compressions);
    }

    /** The handshake message with this body. */
    public static byte[] message(byte[] body) {
        byte[] length = ByteBuffer.allocate(4).putInt(body.length).array();
        return join(new byte[] {1, length[1], length[2], length[3]}, body);
    }

    /** In records of at most {@code perRecord} bytes. */
    public static byte[] records(byte[] handshake, int perRecord) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int at = 0; at < handshake.length; at += Math.min(perRecord, handshake.length - at)) {
            int length = Math.min(perRecord, handshake.length - at);
            out.writeBytes(new byte[] {HANDSHAKE, 3, 1, (byte) (length >> 8), (byte) length});
            out.write(handshake, at, length);
        }
        return out.toByteArray();
    }

    public static byte[] sized(byte[] bytes) {
        return join(new byte[] {(byte) (bytes.length >> 8), (byte) bytes.length}, bytes);
    }

    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
