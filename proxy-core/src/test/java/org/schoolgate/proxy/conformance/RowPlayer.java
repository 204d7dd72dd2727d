package org.schoolgate.proxy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.proxy.testing.Wire.Answer;

/**
 * Plays one row: a client on a socket to the gateway, and an origin of its own on a socket behind it, both saying just
 * what the row says. Checks at the end that neither got anything besides.
 */
final class RowPlayer implements Closeable {
    private static final int TIMEOUT_MILLIS = 3_000;
    private static final String PUPIL = "127.0.3.1";
    private static final Pattern OUR_NAME = Pattern.compile("schoolgate-[0-9a-f]{8}");
    private static final Pattern DATE = Pattern.compile("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} [0-9:]{8} GMT");
    private static final String SAMPLE_NAME = "schoolgate-00000000";
    private static final String SAMPLE_DATE = "Sun, 06 Nov 1994 08:49:37 GMT";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    private final Wire client;
    private @Nullable Wire origin;

    RowPlayer(InetSocketAddress gateway) throws IOException {
        server.setSoTimeout(TIMEOUT_MILLIS);
        client = Wire.connect(gateway, PUPIL);
        client.socket().setSoTimeout(TIMEOUT_MILLIS);
    }

    void play(Row row) throws IOException {
        for (Step step : row.steps()) {
            play(step);
        }
        assertThat(unread(client)).as("what the client got besides").isEmpty();
        assertThat(origin == null ? "" : unread(origin))
                .as("what the origin got besides")
                .isEmpty();
        server.setSoTimeout(1);
        assertThat(isConnectedTo()).as("another connection to the origin").isFalse();
    }

    private boolean isConnectedTo() throws IOException {
        try {
            server.accept().close();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private void play(Step step) throws IOException {
        if (step instanceof Step.Sends sends) {
            side(sends.isClient()).send(withAuthority(sends.bytes()));
        } else if (step instanceof Step.Gets gets) {
            expect(side(gets.isClient()), withAuthority(gets.bytes()));
        } else if (step instanceof Step.Ends ends) {
            side(ends.isClient()).endOutput();
        } else if (step instanceof Step.Resets) {
            side(false).reset();
        } else if (step instanceof Step.SeesEnd sees) {
            assertThat(Escapes.write(side(sees.isClient()).readToEnd()))
                    .as("bytes before the end")
                    .isEmpty();
        } else if (step instanceof Step.SeesCut sees) {
            readToCut(side(sees.isClient()));
        } else if (step instanceof Step.Reconnects) {
            origin = accept();
        } else if (step instanceof Step.Refused refused) {
            expect(refused);
        }
    }

    private Wire side(boolean isClient) throws IOException {
        if (isClient) {
            return client;
        }
        Wire known = origin == null ? accept() : origin;
        origin = known;
        return known;
    }

    private Wire accept() throws IOException {
        Socket socket = server.accept();
        Wire wire = new Wire(socket);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return wire;
    }

    private String withAuthority(String bytes) {
        return bytes.replace("$P", Integer.toString(server.getLocalPort()))
                .replace("$A", "site.example:" + server.getLocalPort());
    }

    /** Our name and the date of today differ from run to run, but not in length. */
    private static void expect(Wire side, String bytes) throws IOException {
        String sample = bytes.replace("$V", SAMPLE_NAME).replace("$D", SAMPLE_DATE);
        String got = read(side, sample.length());
        String expected = bytes.replace("$V", "$V").replace("$D", "$D");
        assertThat(Escapes.write(normal(got))).isEqualTo(Escapes.write(expected));
    }

    /** As much of it as comes. */
    private static String read(Wire side, int length) throws IOException {
        StringBuilder got = new StringBuilder();
        byte[] one = new byte[1];
        try {
            while (got.length() < length && side.readSome(one) > 0) {
                got.append((char) (one[0] & 0xff));
            }
        } catch (SocketTimeoutException e) {
            got.append("(and nothing more)");
        }
        return got.toString();
    }

    private static String normal(String got) {
        return DATE.matcher(OUR_NAME.matcher(got).replaceAll("\\$V"))
                .replaceAll(date -> Matcher.quoteReplacement(isNow(date.group()) ? "$D" : date.group()));
    }

    private static boolean isNow(String date) {
        try {
            Instant written = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
            return Duration.between(written, Instant.now()).abs().toSeconds() < 60;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private void expect(Step.Refused refused) throws IOException {
        Answer answer = client.readAnswer();
        String proxyStatus = answer.field("proxy-status");
        assertThat(answer.status()).as(proxyStatus).isEqualTo(refused.status());
        assertThat(proxyStatus).startsWith("schoolgate; " + refused.proxyStatus());
        assertThat(answer.field("cache-control")).isEqualTo("no-store");
        assertThat(isNow(answer.field("date"))).as("dated now").isTrue();
        assertThat(answer.field("connection")).isEqualTo(refused.isKept() ? "" : "close");
        if (!refused.isKept()) {
            assertThat(client.readToEnd()).isEmpty();
        }
    }

    private static void readToCut(Wire side) throws IOException {
        try {
            side.readToEnd();
        } catch (SocketException e) {
            // a reset, which is a cut too
        }
    }

    private static String unread(Wire side) throws IOException {
        Socket socket = side.socket();
        int there = socket.isClosed() ? 0 : socket.getInputStream().available();
        return Escapes.write(there == 0 ? "" : side.readText(there));
    }

    @Override
    public void close() throws IOException {
        client.close();
        if (origin != null) {
            origin.close();
        }
        server.close();
    }
}
