package org.schoolgate.proxy.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadScannerTest {
    private static final long SEED = 20261128;
    private static final String HEAD = "GET http://example.org/a?b=c HTTP/1.1\r\nHost: example.org\r\nAccept:\r\n"
            + "X-Long: " + "v".repeat(3000) + "\r\nX-Obs: \u00e9\t\u00ff\r\n\r\n";

    @Test
    void headEndsWhereItsEmptyLineDoes() {
        assertEquals("done after " + HEAD.length(), all(requests(), HEAD + "POST / HTTP/1.1\r\n"));
    }

    @Test
    void headIsReadTheSameInWhicheverPiecesItComes() {
        Random random = new Random(SEED);
        for (int i = 0; i < 3000; i++) {
            String head = changed(HEAD, random);
            String whole = all(requests(), head);
            assertEquals(whole, inPieces(requests(), head, 1), () -> "byte by byte: " + head);
            assertEquals(whole, inPieces(requests(), head, 2 + random.nextInt(60)), () -> "in pieces: " + head);
        }
    }

    @Test
    void requestLineMayHaveAsManyBytesAsTheLimitSays() {
        int most = Limits.DEFAULTS.maxStartLineBytes();
        String line = "GET http://example.org/" + "a".repeat(most - 32) + " HTTP/1.1";
        assertEquals(most, line.length());
        assertEquals("more after " + (most + 2), all(requests(), line + "\r\n"));
        assertEquals("414 after " + (most + 1), all(requests(), line.replace("/a", "/aa") + "\r\n"));
    }

    @Test
    void headMayHaveAsManyBytesAsTheLimitSays() {
        int most = Limits.DEFAULTS.maxHeadBytes();
        String start = "GET http://example.org/ HTTP/1.1\r\nHost: example.org\r\nX: ";
        String head = start + "v".repeat(most - start.length() - 4) + "\r\n\r\n";
        assertEquals("done after " + most, all(requests(), head));
        assertEquals("431 after " + (most + 1), all(requests(), head.replace("X: ", "X: v")));
        assertEquals("431 after " + (most + 1), all(requests(), start + "v".repeat(most)));
    }

    @Test
    void longNameOfAFieldEndsAtTheLimitToo() {
        String start = "GET http://example.org/ HTTP/1.1\r\n";
        int most = Limits.DEFAULTS.maxHeadBytes();
        assertEquals("431 after " + (most + 1), all(requests(), start + "n".repeat(most)));
    }

    @Test
    void statusLineOfAResponseIsHeldToItsLimitToo() {
        int most = HeadScanner.MAX_STATUS_LINE_BYTES;
        String line = "HTTP/1.1 200 " + "a".repeat(most - 13);
        assertEquals("more after " + (most + 2), all(HeadScanner.ofResponses(), line + "\r\n"));
        assertEquals("414 after " + (most + 1), all(HeadScanner.ofResponses(), line + "a\r\n"));
    }

    private static HeadScanner requests() {
        return HeadScanner.ofRequests(Limits.DEFAULTS);
    }

    private static String changed(String head, Random random) {
        StringBuilder changed = new StringBuilder(head);
        for (int i = random.nextInt(3); i > 0; i--) {
            int at = random.nextInt(random.nextBoolean() ? 80 : changed.length());
            char with = " \r\n\t\0:a\u007f\u00e9".charAt(random.nextInt(9));
            if (random.nextBoolean()) {
                changed.setCharAt(at, with);
            } else {
                changed.insert(at, with);
            }
        }
        return changed.toString();
    }

    private static String all(HeadScanner scanner, String head) {
        return inPieces(scanner, head, head.length());
    }

    /** How it ended, and after how many bytes. */
    private static String inPieces(HeadScanner scanner, String head, int size) {
        ByteBuf bytes = Unpooled.copiedBuffer(head, ISO_8859_1);
        int at = 0;
        try {
            while (at < head.length() && !scanner.isDone()) {
                at += scanner.scan(bytes, at, Math.min(size, head.length() - at));
            }
            return (scanner.isDone() ? "done after " : "more after ") + at;
        } catch (MalformedMessageException e) {
            return e.status().code() + " after " + scanner.scanned();
        }
    }
}
