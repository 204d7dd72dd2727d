package org.schoolgate.proxy.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What holds for all bytes that a client may begin with. */
final class OpeningProperties {
    private OpeningProperties() {}

    /** @param cut where they are cut in two; what is read must not depend on it */
    static void hold(byte[] bytes, int cut) {
        Opening whole = readUpTo(new OpeningReader(), bytes, bytes.length);
        OpeningReader reader = new OpeningReader();
        Opening early = readUpTo(reader, bytes, cut);
        Opening pieced = early == null ? readUpTo(reader, bytes, bytes.length) : early;
        assertThat(pieced).isEqualTo(whole);
        if (whole != null && whole.serverName() != null) {
            assertThat(whole.kind()).isEqualTo(Opening.Kind.TLS);
            assertThat(withoutRecordHeaders(bytes)).contains(whole.serverName());
        }
    }

    private static @Nullable Opening readUpTo(OpeningReader reader, byte[] bytes, int length) {
        ByteBuf received = Unpooled.wrappedBuffer(bytes, 0, length);
        Opening opening = reader.read(received);
        assertThat(received.readableBytes()).as("nothing is consumed").isEqualTo(length);
        return opening;
    }

    private static String withoutRecordHeaders(byte[] bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        StringBuilder message = new StringBuilder();
        while (in.readableBytes() > 5) {
            int length = in.skipBytes(3).readUnsignedShort();
            message.append(in.readCharSequence(Math.min(length, in.readableBytes()), StandardCharsets.ISO_8859_1));
        }
        return message.toString();
    }
}
