package org.schoolgate.proxy.tunnel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.testing.Hellos;

final class OpeningReaderTest {
    private static final byte[] UNCOMPRESSED = {0};

    private static @Nullable Opening read(byte... bytes) {
        ByteBuf received = Unpooled.wrappedBuffer(bytes);
        Opening opening = new OpeningReader().read(received);
        assertThat(received.readableBytes()).as("nothing is consumed").isEqualTo(bytes.length);
        return opening;
    }

    private static @Nullable Opening read(String text) {
        return read(text.getBytes(ISO_8859_1));
    }

    private static byte[] helloWith(byte[] body) {
        return Hellos.records(Hellos.message(body), 1 << 14);
    }

    @Test
    void nameIsReadFromOneRecord() {
        assertThat(read(Hellos.of("site.example"))).isEqualTo(Opening.tls("site.example", false));
    }

    @Test
    void helloWithoutANameIsTlsToo() {
        assertThat(read(Hellos.of(null))).isEqualTo(Opening.tls(null, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"})
    void helloOfTheJdkIsRead(String version) throws Exception {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName("site.example")));
        engine.setSSLParameters(parameters);
        ByteBuffer out = ByteBuffer.allocate(20_000);
        engine.wrap(ByteBuffer.allocate(0), out);
        byte[] hello = Arrays.copyOf(out.array(), out.position());
        // The JDK does not offer the old ones any more; what differs on the wire is the version.
        hello[10] = (byte) (version.equals("TLSv1.1") ? 2 : version.equals("TLSv1") ? 1 : 3);
        assertThat(read(hello)).isEqualTo(Opening.tls("site.example", false));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void helloMayEndBeforeItsExtensions(int minorVersion) {
        assertThat(read(helloWith(Hellos.start(minorVersion, 0, 2, UNCOMPRESSED))))
                .isEqualTo(Opening.tls(null, false));
    }

    @Test
    void nameIsFoundAcrossManyRecordsWhereverTheyAreCut() {
        for (int perRecord = 5; perRecord < 300; perRecord++) {
            assertThat(read(Hellos.padded("site.example", 200, perRecord)))
                    .as("records of %d", perRecord)
                    .isEqualTo(Opening.tls("site.example", false));
        }
    }

    @Test
    void everyBeginningIsIncompleteAndEveryCutGivesTheSame() {
        byte[] hello = Hellos.padded("site.example", 200, 50);
        for (int length = 1; length < hello.length; length++) {
            OpeningReader reader = new OpeningReader();
            assertThat(reader.read(Unpooled.wrappedBuffer(hello, 0, length)))
                    .as("%d bytes", length)
                    .isNull();
            assertThat(reader.read(Unpooled.wrappedBuffer(hello)))
                    .as("cut at %d", length)
                    .isEqualTo(Opening.tls("site.example", false));
        }
    }

    @Test
    void helloThatComesByteForByteIsReadOnce() {
        byte[] hello = Hellos.padded("site.example", 15_000, 4_000);
        OpeningReader reader = new OpeningReader();
        for (int length = 1; length < hello.length; length++) {
            assertThat(reader.read(Unpooled.wrappedBuffer(hello, 0, length))).isNull();
        }
        assertThat(reader.read(Unpooled.wrappedBuffer(hello))).isEqualTo(Opening.tls("site.example", false));
    }

    @Test
    void recordsAfterTheHelloDoNotMatter() {
        byte[] hello = Hellos.of("site.example");
        assertThat(read(Arrays.copyOf(hello, hello.length + 50))).isEqualTo(Opening.tls("site.example", false));
    }

    /** RFC 8701: values that mean nothing, in suites and extensions, first and last. */
    @Test
    void greaseIsNoReasonToRefuse() {
        byte[] hello = Hellos.withExtensions(
                Hellos.extension(0x0a0a, new byte[0]),
                Hellos.serverName("site.example"),
                Hellos.extension(0xfafa, new byte[] {0}));
        assertThat(read(hello)).isEqualTo(Opening.tls("site.example", false));
    }

    @Test
    void encryptedHelloIsNoticedBesideTheOuterName() {
        byte[] hello =
                Hellos.withExtensions(Hellos.extension(0xfe0d, new byte[200]), Hellos.serverName("outer.example"));
        assertThat(read(hello)).isEqualTo(Opening.tls("outer.example", true));
    }

    private static Stream<Arguments> malformed() {
        byte[] name = Hellos.serverName("a.example");
        byte[] start = Hellos.start(3, 32, 4, UNCOMPRESSED);
        byte[] hello = Hellos.of("a.example");
        byte[] longer = hello.clone();
        longer[4]++;
        return Stream.of(
                Arguments.of("two names", Hellos.withExtensions(name, Hellos.serverName("b.example"))),
                Arguments.of(
                        "two names in a list",
                        withName(0, 16, 0, 0, 5, 'a', '.', 'e', 'x', 'a', 0, 0, 5, 'b', '.', 'e', 'x', 'a')),
                Arguments.of("name of another type", withName(0, 8, 1, 0, 5, 'a', '.', 'e', 'x', 'a')),
                Arguments.of("bytes after the list", withName(0, 8, 0, 0, 5, 'a', '.', 'e', 'x', 'a', 0)),
                Arguments.of("list that reaches too far", withName(0, 100, 0, 0, 5, 'a', '.', 'e', 'x', 'a')),
                Arguments.of("name that reaches too far", withName(0, 8, 0, 0, 6, 'a', '.', 'e', 'x', 'a')),
                Arguments.of("empty list", withName(0, 0)),
                Arguments.of(
                        "extension twice",
                        Hellos.withExtensions(Hellos.extension(43, new byte[2]), Hellos.extension(43, new byte[2]))),
                Arguments.of("SSL 3.0", helloWith(Hellos.start(0, 0, 2, UNCOMPRESSED))),
                Arguments.of("version of the future", helloWith(Hellos.start(4, 0, 2, UNCOMPRESSED))),
                Arguments.of("session id of 33", helloWith(Hellos.start(3, 33, 2, UNCOMPRESSED))),
                Arguments.of("no suites", helloWith(Hellos.start(3, 0, 0, UNCOMPRESSED))),
                Arguments.of("half a suite", helloWith(Hellos.start(3, 0, 3, UNCOMPRESSED))),
                Arguments.of("no compression", helloWith(Hellos.start(3, 0, 2, new byte[0]))),
                Arguments.of("compression only", helloWith(Hellos.start(3, 0, 2, new byte[] {1}))),
                Arguments.of("bytes after the extensions", helloWith(Hellos.join(start, Hellos.sized(name), name))),
                Arguments.of("half a length of extensions", helloWith(Hellos.join(start, new byte[] {0}))),
                Arguments.of("extensions that reach too far", helloWith(Hellos.join(start, new byte[] {0, 9}, name))),
                Arguments.of("more in the record", Arrays.copyOf(longer, longer.length + 1)),
                Arguments.of("empty record", new byte[] {22, 3, 1, 0, 0}),
                Arguments.of("record too long", new byte[] {22, 3, 1, 0x40, 1}),
                Arguments.of(
                        "another record between",
                        Hellos.join(
                                Arrays.copyOf(Hellos.padded("a.example", 100, 50), 55), new byte[] {21, 3, 1, 0, 2})),
                Arguments.of("no body", new byte[] {22, 3, 1, 0, 4, 1, 0, 0, 0}));
    }

    private static byte[] withName(int... data) {
        byte[] bytes = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            bytes[i] = (byte) data[i];
        }
        return Hellos.withExtensions(Hellos.extension(0, bytes));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void helloThatServersMightReadInAnotherWayIsMalformed(String what, byte[] hello) {
        assertThat(read(hello)).isEqualTo(Opening.MALFORMED_TLS);
    }

    @Test
    void helloOfSixteenKibibytesIsReadAndALargerOneIsRefusedByItsLengthAlone() {
        int others = Hellos.padded("site.example", 0, 1 << 14).length - 5;
        byte[] largest = Hellos.padded("site.example", HelloRecords.MAX_BYTES - others, 1_000);
        assertThat(read(largest)).isEqualTo(Opening.tls("site.example", false));
        byte[] larger = Hellos.padded("site.example", HelloRecords.MAX_BYTES - others + 1, 1_000);
        assertThat(read(Arrays.copyOf(larger, 8))).isNull();
        assertThat(read(Arrays.copyOf(larger, 9))).isEqualTo(Opening.MALFORMED_TLS);
        byte[] seventeen = Hellos.padded("site.example", 17 * 1024, 1 << 14);
        assertThat(read(Arrays.copyOf(seventeen, 9))).isEqualTo(Opening.MALFORMED_TLS);
    }

    @Test
    void helloInTooManyRecordsIsMalformed() {
        byte[] crumbs = Hellos.padded("site.example", 15_000, 1);
        assertThat(read(Arrays.copyOf(crumbs, HelloRecords.MAX_RECEIVED))).isNull();
        assertThat(read(Arrays.copyOf(crumbs, HelloRecords.MAX_RECEIVED + 1))).isEqualTo(Opening.MALFORMED_TLS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-x\r\n",
                "\u0016\u0002",
                "\u0017\u0003\u0003\u0000\u0001\u0000",
                "\u0016\u0003\u0001\u0000\u0004\u0002\u0000\u0000\u0000",
                "\u0080\u002e\u0001\u0003\u0001",
                "\u0005\u0001\u0000",
                "\u0004\u0001\u0000P",
                "CONNECT a:443 HTTP/1.1\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "TRACE / HTTP/1.1\r\n",
                "get / HTTP/1.1\r\n",
                "GETS / HTTP/1.1\r\n",
                "\r\nGET / HTTP/1.1\r\n",
                "\u0000"
            })
    void otherProtocolsAreNotRecognised(String bytes) {
        assertThat(read(bytes)).isEqualTo(Opening.UNRECOGNISED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET ", "HEAD ", "POST ", "PUT ", "PATCH ", "DELETE ", "OPTIONS "})
    void methodIsRecognisedByItsLastByte(String method) {
        OpeningReader reader = new OpeningReader();
        byte[] bytes = (method + "/ HTTP/1.1\r\n").getBytes(ISO_8859_1);
        for (int length = 1; length < method.length(); length++) {
            assertThat(reader.read(Unpooled.wrappedBuffer(bytes, 0, length))).isNull();
        }
        assertThat(reader.read(Unpooled.wrappedBuffer(bytes))).isEqualTo(Opening.HTTP);
    }

    @Test
    void changedBytesNeverBreakTheReaderNorDependOnTheCut() {
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            byte[] hello = Hellos.padded("site.example", 40, 60);
            for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
                hello[random.nextInt(hello.length)] = (byte) random.nextInt();
            }
            OpeningProperties.hold(hello, random.nextInt(1, hello.length));
        }
    }
}
