package org.schoolgate.proxy.tunnel;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.tunnel.ClientHello.Kind;

final class ClientHelloTest {
    private static ClientHello peek(byte... bytes) {
        ByteBuf received = Unpooled.wrappedBuffer(bytes);
        ClientHello hello = ClientHello.peek(received);
        assertThat(received.readableBytes()).as("nothing is consumed").isEqualTo(bytes.length);
        return hello;
    }

    @Test
    void nameIsReadFromOneRecord() {
        assertThat(peek(Hellos.of("site.example"))).isEqualTo(new ClientHello(Kind.COMPLETE, "site.example"));
    }

    @Test
    void helloWithoutANameIsComplete() {
        assertThat(peek(Hellos.of(null))).isEqualTo(new ClientHello(Kind.COMPLETE, null));
    }

    @Test
    void helloOfTheJdkIsRead() throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName("site.example")));
        engine.setSSLParameters(parameters);
        ByteBuffer out = ByteBuffer.allocate(20_000);
        engine.wrap(ByteBuffer.allocate(0), out);
        byte[] hello = Arrays.copyOf(out.array(), out.position());
        assertThat(peek(hello)).isEqualTo(new ClientHello(Kind.COMPLETE, "site.example"));
    }

    @Test
    void nameIsFoundAcrossManyRecords() {
        byte[] hello = Hellos.padded("site.example", 3_000, 100);
        assertThat(peek(hello)).isEqualTo(new ClientHello(Kind.COMPLETE, "site.example"));
    }

    @Test
    void everyBeginningOfAHelloIsIncomplete() {
        byte[] hello = Hellos.padded("site.example", 200, 50);
        for (int length = 1; length < hello.length; length++) {
            assertThat(peek(Arrays.copyOf(hello, length)).kind())
                    .as("%d bytes", length)
                    .isEqualTo(Kind.INCOMPLETE);
        }
    }

    @Test
    void whatFollowsTheHelloDoesNotMatter() {
        byte[] hello = Hellos.of("site.example");
        byte[] more = Arrays.copyOf(hello, hello.length + 50);
        assertThat(peek(more).kind()).isEqualTo(Kind.COMPLETE);
    }

    @Test
    void otherProtocolsAreNotTls() {
        assertThat(peek("SSH-2.0-x\r\n".getBytes(StandardCharsets.US_ASCII)).kind())
                .isEqualTo(Kind.NOT_TLS);
        assertThat(peek("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
                        .kind())
                .isEqualTo(Kind.NOT_TLS);
        assertThat(peek((byte) 22, (byte) 2).kind()).as("record of SSL 2").isEqualTo(Kind.NOT_TLS);
        assertThat(peek((byte) 23, (byte) 3, (byte) 3, (byte) 0, (byte) 1, (byte) 0)
                        .kind())
                .as("application data")
                .isEqualTo(Kind.NOT_TLS);
        assertThat(peek((byte) 22, (byte) 3, (byte) 1, (byte) 0, (byte) 4, (byte) 2, (byte) 0, (byte) 0, (byte) 0)
                        .kind())
                .as("a ServerHello")
                .isEqualTo(Kind.NOT_TLS);
    }

    @Test
    void severalNamesAreMalformed() {
        byte[] twice = Hellos.withExtensions(Hellos.serverName("a.example"), Hellos.serverName("b.example"));
        assertThat(peek(twice).kind()).isEqualTo(Kind.MALFORMED);
        byte[] twoInList = {0, 16, 0, 0, 5, 'a', '.', 'e', 'x', 'a', 0, 0, 5, 'b', '.', 'e', 'x', 'a'};
        assertThat(peek(Hellos.withExtensions(Hellos.extension(0, twoInList))).kind())
                .isEqualTo(Kind.MALFORMED);
    }

    @Test
    void lengthsThatReachTooFarAreMalformed() {
        byte[] reaching = {0, 100, 0, 0, 5, 'a', '.', 'e', 'x', 'a'};
        assertThat(peek(Hellos.withExtensions(Hellos.extension(0, reaching))).kind())
                .isEqualTo(Kind.MALFORMED);
        assertThat(peek((byte) 22, (byte) 3, (byte) 1, (byte) 0, (byte) 0).kind())
                .as("empty record")
                .isEqualTo(Kind.MALFORMED);
    }

    @Test
    void helloOfMoreThanTheLimitIsMalformed() {
        byte[] hello = Hellos.padded("site.example", 20_000, 8_000);
        assertThat(peek(Arrays.copyOf(hello, ClientHello.MAX_BYTES + 1)).kind()).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void changedBytesNeverBreakTheReader() {
        Random random = new Random(42);
        for (int i = 0; i < 50_000; i++) {
            byte[] hello = Hellos.padded("site.example", 40, 60);
            for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
                hello[random.nextInt(hello.length)] = (byte) random.nextInt();
            }
            assertThat(peek(Arrays.copyOf(hello, random.nextInt(1, hello.length + 1)))
                            .kind())
                    .isNotNull();
        }
    }
}
