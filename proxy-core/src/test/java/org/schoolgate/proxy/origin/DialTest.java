package org.schoolgate.proxy.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.origin.DialException.Outcome;
import org.schoolgate.proxy.testing.FakeNameServer;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;

final class DialTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final AddressRule ANY = (host, address, port) -> true;

    @TempDir
    Path folder;

    private FakeNameServer nameServer;
    private FakeOrigin origin;
    private EventLoopGroup group;
    private Origins origins;

    @BeforeEach
    void start() throws IOException {
        nameServer = new FakeNameServer();
        origin = FakeOrigin.by(wire -> wire.isEnded());
        open(Transport.best(), SHORT);
    }

    private void open(Transport transport, Duration connectTimeout) throws IOException {
        group = transport.newGroup(1, "dial-test");
        String names = "127.0.0.1 fixed.example\n127.0.0.5 slow.example\n127.0.0.1 slow.example\n";
        origins = new Origins(group, transport, settings(connectTimeout, "hosts", names, nameServer), System::nanoTime);
    }

    private OriginSettings settings(Duration connectTimeout, String hosts, String names, FakeNameServer server)
            throws IOException {
        return new OriginSettings(
                Files.writeString(folder.resolve(hosts), names),
                List.of(server.address()),
                Duration.ofSeconds(3),
                new OriginTimeouts(connectTimeout, SHORT, SHORT, Duration.ofSeconds(45)),
                2,
                3,
                null);
    }

    @AfterEach
    void stop() throws IOException {
        close();
        origin.close();
        nameServer.close();
    }

    @Sharable
    private static final class Unheeding extends ChannelInboundHandlerAdapter {}

    private void close() {
        origins.close();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** The port that it is connected to; or fails with the outcome's name. */
    private int dial(String host, int port, AddressRule rule) throws HostSyntaxException {
        Channel channel = connected(new Target(Host.parse(host), port), rule);
        int remotePort = ((InetSocketAddress) channel.remoteAddress()).getPort();
        channel.close();
        return remotePort;
    }

    private Channel connected(Target target) {
        return connected(target, ANY);
    }

    private Channel connected(Target target, AddressRule rule) {
        EventLoop loop = (EventLoop) group.iterator().next();
        CompletableFuture<Channel> connected = new CompletableFuture<>();
        loop.execute(() -> origins.on(loop)
                .dial(target, rule, new Unheeding(), () -> {})
                .addListener(done -> {
                    if (done.isSuccess()) {
                        connected.complete((Channel) done.getNow());
                    } else {
                        connected.completeExceptionally(new IllegalStateException(
                                DialException.outcomeOf(done.cause()).name()));
                    }
                }));
        return connected.join();
    }

    private void assertFails(String host, int port, AddressRule rule, Outcome outcome) {
        assertThatThrownBy(() -> dial(host, port, rule))
                .isInstanceOf(CompletionException.class)
                .hasMessageEndingWith(outcome.name());
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void hostsFileComesBeforeDns(Transport transport) throws Exception {
        close();
        open(transport, SHORT);
        nameServer.know("fixed.example", "127.0.0.9");
        assertThat(dial("fixed.example", origin.port(), ANY)).isEqualTo(origin.port());
    }

    @Test
    void namesAreAskedOfTheNameServer() throws Exception {
        nameServer.know("asked.example", "127.0.0.1");
        assertThat(dial("asked.example", origin.port(), ANY)).isEqualTo(origin.port());
    }

    @Test
    void nameIsNotAskedAgainWhileItsAnswerHolds() throws Exception {
        nameServer.know("asked.example", "127.0.0.1");
        dial("asked.example", origin.port(), ANY);
        await().pollDelay(Duration.ofMillis(100)).until(() -> true);
        int before = nameServer.queries();
        assertThat(before).as("one for each family").isEqualTo(2);
        dial("asked.example", origin.port(), ANY);
        assertThat(nameServer.queries()).isEqualTo(before);
        assertFails("unknown.example", 80, ANY, Outcome.NAME_NOT_FOUND);
        int after = nameServer.queries();
        assertFails("unknown.example", 80, ANY, Outcome.NAME_NOT_FOUND);
        assertThat(nameServer.queries()).isEqualTo(after);
    }

    @Test
    void dialThatIsGivenUpTriesNoAddress() throws Exception {
        nameServer.know("asked.example", "127.0.0.1");
        EventLoop loop = (EventLoop) group.iterator().next();
        Target target = new Target(Host.parse("asked.example"), origin.port());
        AtomicInteger tried = new AtomicInteger();
        AddressRule counting = (host, address, port) -> tried.incrementAndGet() > 0;
        loop.submit(() -> origins.on(loop)
                        .dial(target, counting, new Unheeding(), () -> {})
                        .cancel(false))
                .sync();
        dial("asked.example", origin.port(), ANY);
        assertThat(tried).hasValue(0);
    }

    @Test
    void unknownNameIsNotFound() {
        assertFails("unknown.example", 80, ANY, Outcome.NAME_NOT_FOUND);
    }

    @Test
    void silentNameServerIsATimeout() {
        nameServer.beSilent();
        assertFails("unknown.example", 80, ANY, Outcome.NAME_TIMEOUT);
    }

    @Test
    void nobodyListeningIsRefused() throws IOException {
        origin.close();
        assertFails("fixed.example", origin.port(), ANY, Outcome.REFUSED);
    }

    @Test
    void addressThatTheRuleDoesNotPermitIsNotDialled() {
        AddressRule not127 = (host, address, port) -> address[0] != 127;
        assertFails("fixed.example", origin.port(), not127, Outcome.ADDRESS_PROHIBITED);
        assertFails("127.0.0.1", origin.port(), not127, Outcome.ADDRESS_PROHIBITED);
        assertThat(origin.connections()).isZero();
    }

    @Test
    void ruleIsAskedEachTimeWithTheAddressDialled() throws Exception {
        nameServer.know("moving.example", "127.0.0.1");
        AddressRule first = (host, address, port) -> address[3] == 1;
        assertThat(dial("moving.example", origin.port(), first)).isEqualTo(origin.port());
        nameServer.know("moving.example", "127.0.0.2");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertFails("moving.example", origin.port(), first, Outcome.ADDRESS_PROHIBITED));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nameServerThatFailsIsForgivenForAWhile(boolean isSilent) throws Exception {
        nameServer.know("asked.example", "127.0.0.1");
        dial("asked.example", origin.port(), ANY);
        if (isSilent) {
            nameServer.beSilent();
        } else {
            nameServer.beBroken();
        }
        letRecordsEnd();
        assertThat(dial("asked.example", origin.port(), ANY)).isEqualTo(origin.port());
        int asked = nameServer.queries();
        assertThat(dial("asked.example", origin.port(), ANY)).isEqualTo(origin.port());
        assertThat(nameServer.queries()).as("left alone for now").isEqualTo(asked);
        assertFails("other.example", 80, ANY, isSilent ? Outcome.NAME_TIMEOUT : Outcome.NAME_NOT_FOUND);
    }

    @Test
    void nameThatIsNoMoreIsNotDialled() throws Exception {
        nameServer.know("asked.example", "127.0.0.1");
        dial("asked.example", origin.port(), ANY);
        nameServer.forget("asked.example");
        letRecordsEnd();
        assertFails("asked.example", origin.port(), ANY, Outcome.NAME_NOT_FOUND);
    }

    /** They live for a second. */
    private static void letRecordsEnd() {
        await().pollDelay(Duration.ofMillis(1_100)).until(() -> true);
    }

    @Test
    void bothAddressFamiliesAreTried() throws Exception {
        nameServer.know("both.example", "::1", "127.0.0.1");
        List<Integer> families = new CopyOnWriteArrayList<>();
        AddressRule noting = (host, address, port) -> families.add(address.length);
        assertThat(dial("both.example", origin.port(), noting)).isEqualTo(origin.port());
        assertThat(families).containsExactly(16, 4);
    }

    @Test
    void addressThatDoesNotAnswerHoldsUpTheNextOnlyForAMoment() throws Exception {
        close();
        open(Transport.best(), Duration.ofSeconds(60));
        List<SocketChannel> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(origin.port(), 1, InetAddress.getByName("127.0.0.5"))) {
            for (int i = 0; i < 4; i++) {
                SocketChannel filler = SocketChannel.open();
                filler.configureBlocking(false);
                filler.connect(full.getLocalSocketAddress());
                waiting.add(filler);
            }
            long start = System.nanoTime();
            assertThat(dial("slow.example", origin.port(), ANY)).isEqualTo(origin.port());
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(millis(200), millis(5_000));
        } finally {
            for (SocketChannel filler : waiting) {
                filler.close();
            }
        }
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void changedHostsFileHoldsSoon() throws Exception {
        Files.writeString(folder.resolve("hosts"), "127.0.0.1 later.example\n");
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> dial("later.example", origin.port(), ANY) == origin.port());
    }

    @Test
    void otherSettingsHoldForTheNextDial() throws Exception {
        nameServer.know("asked.example", "127.0.0.9");
        assertFails("asked.example", origin.port(), ANY, Outcome.REFUSED);
        try (FakeNameServer other = new FakeNameServer()) {
            other.know("asked.example", "127.0.0.1");
            origins.prepare(settings(SHORT, "other-hosts", "127.0.0.1 moved.example\n", other))
                    .use();
            assertThat(dial("moved.example", origin.port(), ANY)).isEqualTo(origin.port());
            assertThat(dial("asked.example", origin.port(), ANY))
                    .as("what another server said is forgotten")
                    .isEqualTo(origin.port());
            assertFails("fixed.example", origin.port(), ANY, Outcome.NAME_NOT_FOUND);
        }
    }

    @Test
    void settingsThatAreDiscardedHoldForNothing() throws Exception {
        try (FakeNameServer other = new FakeNameServer()) {
            origins.prepare(settings(SHORT, "other-hosts", "", other)).discard();
            assertThat(dial("fixed.example", origin.port(), ANY)).isEqualTo(origin.port());
        }
    }

    @Test
    void connectionThatWasMadeByOtherSettingsIsNotKept() throws Exception {
        Target target = new Target(Host.parse("fixed.example"), origin.port());
        EventLoop loop = (EventLoop) group.iterator().next();
        Channel idle = connected(target);
        Channel busy = connected(target);
        loop.submit(() -> origins.on(loop).give(target, idle)).sync();
        origins.prepare(settings(SHORT, "other-hosts", "127.0.0.1 fixed.example\n", nameServer))
                .use();
        idle.closeFuture().sync();
        loop.submit(() -> assertThat(busy.isActive()).isTrue()).sync();
        loop.submit(() -> origins.on(loop).give(target, busy)).sync();
        busy.closeFuture().sync();
        Channel later = connected(target);
        loop.submit(() -> origins.on(loop).give(target, later)).sync();
        assertThat(loop.submit(() -> origins.on(loop).take(target, ANY)).get()).isSameAs(later);
        later.close();
    }

    @Test
    void ownListenersAreNeverDialled() throws Exception {
        origins.listenAt(List.of(new InetSocketAddress("0.0.0.0", origin.port())));
        for (String host : List.of("fixed.example", "127.0.0.1", "127.1.2.3", "0.0.0.0", "[::1]", "[::]")) {
            assertFails(host, origin.port(), ANY, Outcome.OURSELVES);
        }
        origins.listenAt(List.of(new InetSocketAddress("127.0.0.1", 4711)));
        assertFails("127.0.0.1", 4711, ANY, Outcome.OURSELVES);
        assertFails("127.0.0.2", 4711, ANY, Outcome.REFUSED);
        assertThat(origin.connections()).isZero();
    }
}
