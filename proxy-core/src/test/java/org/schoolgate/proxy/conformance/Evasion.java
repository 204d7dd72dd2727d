package org.schoolgate.proxy.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.rules.access.AccessRecord;

/**
 * One row of {@code evasions.tsv}, whose format is at its head.
 *
 * @param trick the group of tricks that it belongs to
 * @param kind how {@code input} is sent
 * @param expected as {@link #outcome} tells it, or {@code passes}
 */
record Evasion(String trick, String kind, String input, String expected) {
    private static final String TABLE = "evasions.tsv";

    static List<Evasion> table() {
        try (InputStream in = Objects.requireNonNull(Evasion.class.getResourceAsStream(TABLE), TABLE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(Evasion::row)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Evasion row(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 4) {
            throw new IllegalArgumentException(line + " (expected: four cells)");
        }
        return new Evasion(cells[0], cells[1], cells[2], cells[3]);
    }

    boolean passes() {
        return expected.equals("passes");
    }

    boolean isTls() {
        return kind.equals("tls");
    }

    /** Sends the input; where a tunnel is asked for, when it stands open, or else not at all. */
    void send(Wire client, int originPort) throws IOException {
        String text = input.replace("$P", Integer.toString(originPort));
        String[] words = text.split(" ", 2);
        switch (kind) {
            case "get" -> client.sendHead("GET " + bytes(text) + " HTTP/1.1", "Host: " + authority(bytes(text)));
            case "connect" -> client.sendHead("CONNECT " + bytes(text) + " HTTP/1.1", "Host: " + bytes(text));
            case "bytes" -> client.send(bytes(text));
            case "tls" -> {
                open(client, words[0]);
                client.send(hello(words[1]));
            }
            case "tunnel" -> {
                open(client, words[0]);
                client.send(bytes(words[1]));
            }
            default -> throw new IllegalArgumentException(kind + " (expected: get, connect, bytes, tls or tunnel)");
        }
    }

    private static String authority(String url) {
        return url.substring("http://".length()).split("[/?]", 2)[0];
    }

    private static void open(Wire client, String authority) throws IOException {
        client.sendHead("CONNECT " + authority + " HTTP/1.1", "Host: " + authority);
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
    }

    /** For no name, one, or several. */
    private static byte[] hello(String names) {
        if (names.equals("-")) {
            return Hellos.of(null);
        }
        return Hellos.withExtensions(Stream.of(names.split(","))
                .map(name -> Hellos.serverName(bytes(name)))
                .toArray(byte[][]::new));
    }

    private static String bytes(String text) {
        return Escapes.read(text + "\\");
    }

    /** {@code ANSWER DECISION WHY}: what came back, what the record says, and its note or the category that blocks. */
    static String outcome(String answered, AccessRecord record) {
        String why = record.note() != null
                ? record.note()
                : String.valueOf(record.ruling().category());
        return answered + " " + record.ruling().decision().id() + " " + why;
    }

    @Override
    public String toString() {
        return trick + ": " + kind + " " + input;
    }
}
