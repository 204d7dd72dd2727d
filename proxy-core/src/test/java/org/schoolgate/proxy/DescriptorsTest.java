package org.schoolgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.Health.Level;

final class DescriptorsTest {
    @Test
    void whatIsSharedOutIsNeverMoreThanThereIs() {
        for (long limit = 300; limit < 1_000_000; limit = limit * 3 / 2) {
            Descriptors descriptors = Descriptors.of(limit, 2_048);
            long used = Descriptors.RESERVE + descriptors.pooled() + 2L * descriptors.clients();
            assertThat(used).isBetween(limit - 1, limit);
        }
    }

    @Test
    void recommendedLimitIsEnoughForTheDefaults() {
        Descriptors descriptors = Descriptors.of(65_536, 16 * 1_024);
        assertThat(descriptors.clients()).isGreaterThanOrEqualTo(LimitConfig.DEFAULTS.maxConnections());
        assertThat(Descriptors.of(65_536, 2_048).pooled()).isEqualTo(2_048);
    }

    @Test
    void limitThatIsNeededIsEnoughForSoManyClientsAndHardlyMore() {
        for (int clients = 1; clients < 100_000; clients = clients * 3 / 2 + 1) {
            long needed = Descriptors.neededFor(clients);
            assertThat(Descriptors.of(needed, Integer.MAX_VALUE).clients()).isBetween(clients, clients + 1);
        }
    }

    @Test
    void connectionsKeptToOriginsDoNotCrowdClientsOut() {
        Descriptors descriptors = Descriptors.of(1_024, 2_048);
        assertThat(descriptors.pooled()).isEqualTo(96);
        assertThat(descriptors.clients()).isEqualTo(336);
    }

    @Test
    void thereIsRoomForOneWhateverTheLimit() {
        assertThat(Descriptors.of(10, 2_048)).isEqualTo(new Descriptors(10, 1, 1));
        assertThat(Descriptors.of(Long.MAX_VALUE, 2_048).clients()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void limitOfThisProcessIsKnown() {
        assertThat(Descriptors.limitOfProcess()).isBetween(64L, Long.MAX_VALUE - 1);
    }

    @Test
    void healthSaysWhereFewerClientsCanBeServedThanAreWanted() {
        Health health = new Health();
        Descriptors few = Descriptors.of(1_024, 2_048);
        few.report(336, 20_000, health);
        assertThat(health.checks().get(0).level()).isEqualTo(Level.WARN);
        assertThat(health.checks().get(0).text())
                .isEqualTo("1024 files and sockets may be open, enough for 336 connections of clients;"
                        + " 20000 are wanted (max_connections)");
        few.report(200, 200, health);
        assertThat(health.level()).isEqualTo(Level.OK);
    }
}
