package org.schoolgate.proxy.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;

final class PoolTest {
    private static final AddressRule ANY = (host, address, port) -> true;
    private static final AddressRule NONE = (host, address, port) -> false;

    private final AtomicLong nanoTime = new AtomicLong();
    private final Pool pool = new Pool(
            new OriginSettings(
                    OriginSettings.DEFAULTS.hostsFile(),
                    List.of(),
                    Duration.ofSeconds(1),
                    OriginTimeouts.DEFAULTS,
                    2,
                    3,
                    null),
            nanoTime::get,
            new OriginMeters());

    /** Connected, as far as a pool can tell. */
    private static final class Connection extends EmbeddedChannel {
        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress("127.0.0.1", 80);
        }
    }

    private static Target target(String host, int port) {
        try {
            return new Target(Host.parse(host), port);
        } catch (HostSyntaxException e) {
            throw new AssertionError(host, e);
        }
    }

    private Connection given(String host) {
        Connection connection = new Connection();
        pool.give(target(host, 80), connection);
        nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
        return connection;
    }

    @Test
    void connectionGoesOnlyToItsOwnTargetAndOnlyOnce() {
        Connection connection = given("a.example");
        assertThat(pool.take(target("b.example", 80), ANY)).isNull();
        assertThat(pool.take(target("a.example", 81), ANY)).isNull();
        assertThat(pool.take(target("a.example", 80), ANY)).isSameAs(connection);
        assertThat(pool.take(target("a.example", 80), ANY)).isNull();
        assertThat(pool.size()).isZero();
    }

    @Test
    void connectionUsedLastIsTakenFirst() {
        given("a.example");
        Connection last = given("a.example");
        assertThat(pool.take(target("a.example", 80), ANY)).isSameAs(last);
    }

    @Test
    void closedConnectionIsPassedOver() {
        Connection open = given("a.example");
        given("a.example").close();
        assertThat(pool.take(target("a.example", 80), ANY)).isSameAs(open);
        assertThat(pool.size()).isZero();
    }

    @Test
    void connectionToAnAddressThatIsNoLongerPermittedIsClosed() {
        Connection connection = given("a.example");
        assertThat(pool.take(target("a.example", 80), NONE)).isNull();
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void oneTooManyForItsTargetIsClosed() {
        given("a.example");
        given("a.example");
        assertThat(given("a.example").isOpen()).isFalse();
        assertThat(pool.size()).isEqualTo(2);
    }

    @Test
    void oneTooManyInAllTakesThePlaceOfTheOldest() {
        Connection oldest = given("a.example");
        given("b.example");
        given("c.example");
        Connection newest = given("d.example");
        assertThat(oldest.isOpen()).isFalse();
        assertThat(newest.isOpen()).isTrue();
        assertThat(pool.size()).isEqualTo(3);
    }

    @Test
    void whatStaysIdleForTooLongIsClosed() {
        Connection early = given("a.example");
        Connection late = given("a.example");
        nanoTime.set(Duration.ofSeconds(45).toNanos());
        pool.sweep();
        assertThat(early.isOpen()).isFalse();
        assertThat(late.isOpen()).isTrue();
        pool.closeAll();
        assertThat(late.isOpen()).isFalse();
        assertThat(pool.size()).isZero();
    }
}
