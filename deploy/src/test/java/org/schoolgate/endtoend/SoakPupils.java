package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.Wire;

/**
 * Pupils who browse an {@link OddWeb} in every way at once, each from a seed of its own, and know what has to come of each
 * exchange: what else comes is kept as a fault. They count the exchanges, each of which is one access record.
 */
final class SoakPupils {
    private static final int ADDRESSES = 100;
    private static final int BIG_BYTES = 400_000;
    private static final int SLICES = 20;
    private static final int MAX_PAUSE_OF_HOLDER_MILLIS = 1_000;

    private final InetSocketAddress proxy;
    private final OddWeb web;
    private final SwappedRules rules;
    private final List<Named> ways;
    private final LongAdder exchanges = new LongAdder();
    private final Map<String, LongAdder> done = new ConcurrentHashMap<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

    SoakPupils(InetSocketAddress proxy, OddWeb web, SwappedRules rules) {
        this.proxy = proxy;
        this.web = web;
        this.rules = rules;
        this.ways = ways();
    }

    /** A way to browse. */
    @FunctionalInterface
    private interface Way {
        void browse(Wire wire, Random random) throws IOException;
    }

    private record Named(String name, Way way) {}

    /**
     * What came that nothing explains.
     *
     * @param client that it came to, by its address
     * @param begun when it connected
     */
    record Fault(Instant begun, String client, String text) {}

    /** Browses until the time has come, with pauses as of one who reads. */
    void browse(long seed, long untilNanos, int pauseMillis) {
        Random random = new Random(seed);
        while (System.nanoTime() < untilNanos) {
            browse(ways.get(random.nextInt(ways.size())), random);
            pause(random.nextInt(2 * pauseMillis));
        }
    }

    /** Keeps a tunnel open until the rules end it, and then another, until the time has come. */
    void hold(long seed, long untilNanos) {
        Random random = new Random(seed);
        Named way = new Named("tunnel held on to", (wire, same) -> holdTunnel(wire, same, untilNanos));
        while (System.nanoTime() < untilNanos) {
            browse(way, random);
            pause(random.nextInt(MAX_PAUSE_OF_HOLDER_MILLIS));
        }
    }

    private void browse(Named way, Random random) {
        Instant begun = Instant.now();
        String client = "127.0.3." + (1 + random.nextInt(ADDRESSES));
        try (Wire wire = Wire.connect(proxy, client)) {
            way.way().browse(wire, random);
            done.computeIfAbsent(way.name(), name -> new LongAdder()).increment();
        } catch (IOException | AssertionError e) {
            faults.add(new Fault(begun, client, Instant.now() + " " + way.name() + ": " + e));
        }
    }

    List<Fault> faults() {
        return new ArrayList<>(faults);
    }

    /** Requests that were sent whole, and heads that were none. */
    long exchanges() {
        return exchanges.sum();
    }

    /** How often each way was gone. */
    Map<String, LongAdder> done() {
        return done;
    }

    /** With that of one who holds on. */
    int waysInAll() {
        return 1 + (int) ways.stream().map(Named::name).distinct().count();
    }

    private List<Named> ways() {
        return List.of(
                new Named("kept", this::kept),
                new Named("kept", this::kept),
                new Named("chunked", (wire, random) -> assertGives(wire, OddWeb.CHUNKED, random, 2)),
                new Named("new", (wire, random) -> assertGives(wire, OddWeb.GIVE, random, 1)),
                new Named("blocked", (wire, random) -> assertStatus(wire, "adult.example", web.steadyPort(), "/", 403)),
                new Named("swapped", this::swapped),
                new Named("upload", this::upload),
                new Named("upload in chunks", this::chunkedUpload),
                new Named("upload broken off", this::brokenUpload),
                new Named("slow reader", this::slowReader),
                new Named("download broken off", this::brokenDownload),
                new Named("slow head", this::slowHead),
                new Named("garbage", this::garbage),
                new Named("web socket", this::webSocket),
                new Named("tunnel", this::tunnel),
                new Named("tunnel held", this::heldTunnel),
                new Named("tunnel blocked", this::blockedTunnel),
                new Named("tunnel with another name", this::otherName),
                new Named("origin resets", (wire, random) -> assertOdd(wire, OddWeb.RESET, 502)),
                new Named("origin cuts short", this::cutShort),
                new Named("origin talks nonsense", (wire, random) -> assertOdd(wire, OddWeb.GARBAGE, 502)),
                new Named("origin is late", (wire, random) -> assertOdd(wire, OddWeb.LATE + random.nextInt(500), 200)),
                new Named("origin leaves", (wire, random) -> assertOdd(wire, OddWeb.LEAVES, 200)));
    }

    private void kept(Wire wire, Random random) throws IOException {
        for (int i = random.nextInt(20); i >= 0; i--) {
            assertGives(wire, OddWeb.GIVE, random, 1);
        }
    }

    private void assertGives(Wire wire, String way, Random random, int times) throws IOException {
        int bytes = 1 + random.nextInt(30_000);
        Wire.Answer answer = ask(wire, "site.example", web.steadyPort(), way + bytes);
        assertStatus(answer, 200);
        assertThat(answer.body().length()).isEqualTo(times * bytes);
    }

    private void assertOdd(Wire wire, String path, int status) throws IOException {
        assertStatus(wire, "other.example", web.oddPort(), path, status);
    }

    private void assertStatus(Wire wire, String host, int port, String path, int status) throws IOException {
        assertStatus(ask(wire, host, port, path), status);
    }

    private static void assertStatus(Wire.Answer answer, int status) {
        assertThat(answer.status()).as(answer.field("proxy-status")).isEqualTo(status);
    }

    private Wire.Answer ask(Wire wire, String host, int port, String path) throws IOException {
        begin(wire, Requests.get(host, port, path));
        return wire.readAnswer();
    }

    private void begin(Wire wire, String head) throws IOException {
        wire.send(head);
        exchanges.increment();
    }

    private void swapped(Wire wire, Random random) throws IOException {
        int turn = rules.turn();
        int status =
                ask(wire, SwappedRules.SITE, web.steadyPort(), OddWeb.GIVE + 10).status();
        assertThat(status).isIn(200, 403);
        assertExplained(status == 403, turn);
    }

    private void assertExplained(boolean blocked, int since) {
        assertThat(blocked ? rules.mayBeBlockedSince(since) : rules.mayBeAllowedSince(since))
                .as("blocked: %s", blocked)
                .isTrue();
    }

    private void upload(Wire wire, Random random) throws IOException {
        int bytes = random.nextInt(200_000);
        begin(wire, post("Content-Length: " + bytes));
        wire.send("y".repeat(bytes));
        assertThat(wire.readAnswer().body()).isEqualTo(String.valueOf(bytes));
    }

    private void chunkedUpload(Wire wire, Random random) throws IOException {
        int chunks = random.nextInt(20);
        begin(wire, post("Transfer-Encoding: chunked"));
        for (int i = 0; i < chunks; i++) {
            wire.send("1000\r\n" + "y".repeat(0x1000) + "\r\n");
        }
        wire.send("0\r\n\r\n");
        assertThat(wire.readAnswer().body()).isEqualTo(String.valueOf(chunks * 0x1000));
    }

    private void brokenUpload(Wire wire, Random random) throws IOException {
        begin(wire, post("Content-Length: 100000"));
        wire.send("y".repeat(random.nextInt(90_000)));
        leave(wire, random);
    }

    private String post(String field) {
        return Requests.request("POST", "site.example", web.steadyPort(), OddWeb.TAKE, field);
    }

    private void slowReader(Wire wire, Random random) throws IOException {
        begin(wire, Requests.get("site.example", web.steadyPort(), OddWeb.GIVE + BIG_BYTES));
        assertThat(wire.readHead()).startsWith("HTTP/1.1 200 ");
        for (int i = 0; i < SLICES; i++) {
            assertThat(wire.read(BIG_BYTES / SLICES)).hasSize(BIG_BYTES / SLICES);
            pause(random.nextInt(100));
        }
    }

    private void brokenDownload(Wire wire, Random random) throws IOException {
        begin(wire, Requests.get("site.example", web.steadyPort(), OddWeb.GIVE + BIG_BYTES));
        assertThat(wire.readHead()).startsWith("HTTP/1.1 200 ");
        wire.read(random.nextInt(BIG_BYTES / 2));
        leave(wire, random);
    }

    /** By a reset, or by an end. */
    private static void leave(Wire wire, Random random) throws IOException {
        if (random.nextBoolean()) {
            wire.reset();
        }
    }

    private void slowHead(Wire wire, Random random) throws IOException {
        String head = Requests.get("site.example", web.steadyPort(), OddWeb.GIVE + 10);
        int cut = 1 + random.nextInt(head.length() - 1);
        wire.send(head.substring(0, cut));
        pause(random.nextInt(500));
        begin(wire, head.substring(cut));
        assertThat(wire.readAnswer().status()).isEqualTo(200);
    }

    private void garbage(Wire wire, Random random) throws IOException {
        begin(wire, "\u0001" + random.nextLong() + " is no request\r\n\r\n");
        assertThat(wire.readAnswer().status()).isEqualTo(400);
    }

    private void webSocket(Wire wire, Random random) throws IOException {
        begin(
                wire,
                Requests.get(
                        "bank.example",
                        web.steadyPort(),
                        OddWeb.SOCKET,
                        "Upgrade: websocket",
                        "Connection: Upgrade",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "Sec-WebSocket-Version: 13"));
        assertThat(wire.readHead()).startsWith("HTTP/1.1 101 ");
        assertEchoes(wire, random);
    }

    private void tunnel(Wire wire, Random random) throws IOException {
        openTunnel(wire, "site.example");
        assertEchoes(wire, random);
        leave(wire, random);
    }

    /** A second or two, in which the rules may change. */
    private void heldTunnel(Wire wire, Random random) throws IOException {
        holdTunnel(wire, random, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(random.nextInt(4_000)));
    }

    private void holdTunnel(Wire wire, Random random, long untilNanos) throws IOException {
        int turn = rules.turn();
        begin(wire, Requests.connect(SwappedRules.SITE, web.tunnelPort()));
        int status = wire.readAnswer().status();
        assertThat(status).isIn(200, 403);
        assertExplained(status == 403, turn);
        try {
            if (status == 200) {
                sayHello(wire, SwappedRules.SITE);
            }
            while (status == 200 && System.nanoTime() < untilNanos) {
                turn = rules.turn();
                boolean isOverdue = rules.isBlockedForLong();
                assertEchoes(wire, random);
                assertThat(isOverdue).as("still open, blocked for long").isFalse();
                pause(random.nextInt(200));
            }
        } catch (EOFException | SocketException e) {
            assertExplained(true, turn);
        }
    }

    private void openTunnel(Wire wire, String host) throws IOException {
        begin(wire, Requests.connect(host, web.tunnelPort()));
        assertThat(wire.readAnswer().status()).isEqualTo(200);
        sayHello(wire, host);
    }

    private static void sayHello(Wire wire, String host) throws IOException {
        byte[] hello = Hellos.of(host);
        wire.send(hello);
        assertThat(wire.read(hello.length)).isEqualTo(hello);
    }

    private static void assertEchoes(Wire wire, Random random) throws IOException {
        byte[] bytes = new byte[1 + random.nextInt(10_000)];
        random.nextBytes(bytes);
        wire.send(bytes);
        assertThat(wire.read(bytes.length)).isEqualTo(bytes);
    }

    private void blockedTunnel(Wire wire, Random random) throws IOException {
        begin(wire, Requests.connect("games.example", web.tunnelPort()));
        assertThat(wire.readAnswer().status()).isEqualTo(403);
    }

    private void otherName(Wire wire, Random random) throws IOException {
        begin(wire, Requests.connect("site.example", web.tunnelPort()));
        assertThat(wire.readAnswer().status()).isEqualTo(200);
        wire.send(Hellos.of("other.example"));
        assertThat(wire.readToEnd()).as("an alert at most").hasSizeLessThan(10);
    }

    private void cutShort(Wire wire, Random random) throws IOException {
        int promised = 2 * (1 + random.nextInt(50_000));
        begin(wire, Requests.get("other.example", web.oddPort(), OddWeb.CUT + promised));
        assertThat(received(wire)).isLessThan(promised);
    }

    /** How much of a body comes before the connection is cut; none where not even a head does. */
    private static int received(Wire wire) throws IOException {
        int received = 0;
        byte[] bytes = new byte[16 * 1024];
        if (!wire.readHead().startsWith("HTTP/1.1 200 ")) {
            return received;
        }
        try {
            for (int length = wire.readSome(bytes); length >= 0; length = wire.readSome(bytes)) {
                received += length;
            }
        } catch (SocketException e) {
            // reset, as the origin's connection was
        }
        return received;
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
