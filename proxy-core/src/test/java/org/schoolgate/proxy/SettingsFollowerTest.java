package org.schoolgate.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.Health.Level;

final class SettingsFollowerTest {
    private static final GatewayConfig STARTED = config(3128);

    private final Health health = new Health();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<GatewayConfig> used = new ArrayList<>();
    private final List<GatewayConfig> noted = new ArrayList<>();
    private GatewayConfig found = STARTED;
    private @Nullable String fault;
    private @Nullable String refusal;
    private List<String> atNextStart = List.of();

    private final SettingsFollower follower = new SettingsFollower(new Found(), STARTED, this::use, health, meters);

    private final class Found implements GatewayConfig.Source {
        @Override
        public GatewayConfig read() throws IOException {
            if (fault != null) {
                throw new IOException(fault);
            }
            return found;
        }

        @Override
        public void taken() {
            noted.add(found);
        }
    }

    private List<String> use(GatewayConfig next) throws IOException {
        if (refusal != null) {
            throw new IOException(refusal);
        }
        used.add(next);
        return atNextStart;
    }

    private static GatewayConfig config(int port) {
        Duration second = Duration.ofSeconds(1);
        return new GatewayConfig(
                Path.of("gateway"),
                null,
                new InetSocketAddress("127.0.0.1", port),
                List.of(),
                new InetSocketAddress("127.0.0.1", 9101),
                List.of(),
                null,
                List.of(),
                null,
                null,
                second,
                second,
                second,
                second,
                LimitConfig.DEFAULTS,
                LogConfig.DEFAULTS,
                "test");
    }

    private void look(int times) {
        for (int i = 0; i < times; i++) {
            follower.look();
        }
    }

    private void assertHealth(Level level, String text) {
        assertThat(health.checks()).containsExactly(new Health.Check("settings", level, text));
    }

    private double count(String result) {
        return meters.counter("schoolgate.settings.read", "result", result).count();
    }

    @Test
    void settingsThatStayAreNotTakenUpAgain() {
        look(3);
        assertThat(used).isEmpty();
        assertThat(noted).as("those of the start").containsExactly(STARTED);
        assertHealth(Level.OK, "in use as they are");
    }

    @Test
    void changedSettingsAreTakenUpOnceTheyAreSeenTwice() {
        found = config(3129);
        look(1);
        assertThat(used).isEmpty();
        look(3);
        assertThat(used).containsExactly(found);
        assertThat(noted).containsExactly(STARTED, found);
        assertThat(count("taken")).isEqualTo(1);
    }

    @Test
    void whatIsThereWhileAFileIsWrittenIsNotTakenForIt() {
        fault = "half a file";
        look(1);
        fault = null;
        found = config(80);
        look(1);
        found = config(3129);
        look(2);
        assertThat(used).containsExactly(config(3129));
        assertThat(count("refused")).isZero();
        assertHealth(Level.OK, "in use as they are");
    }

    @Test
    void whatIsWrongChangesNothingAndIsToldUntilItIsMended() {
        fault = "file:1:1: unknown key" + System.lineSeparator() + "file:2:1: not a number";
        look(4);
        assertHealth(Level.WARN, "those before stay in use: file:1:1: unknown key; file:2:1: not a number");
        assertThat(count("refused")).isEqualTo(1);
        fault = null;
        look(2);
        assertHealth(Level.OK, "in use as they are");
        assertThat(used).isEmpty();
        assertThat(count("taken")).isZero();
    }

    @Test
    void whatCannotBeUsedYetIsTriedAgain() {
        found = config(80);
        refusal = "port 80: address already in use";
        look(4);
        assertHealth(Level.WARN, "those before stay in use: port 80: address already in use");
        assertThat(count("refused")).isEqualTo(1);
        assertThat(noted).containsExactly(STARTED);
        refusal = null;
        look(1);
        assertThat(used).containsExactly(config(80));
        assertHealth(Level.OK, "in use as they are");
    }

    @Test
    void whatTakesEffectAtTheNextStartIsNamed() {
        found = config(3129);
        atNextStart = List.of("gateway_ops_port");
        look(4);
        assertHealth(Level.WARN, "takes effect at the next start: gateway_ops_port");
        found = STARTED;
        atNextStart = List.of();
        look(2);
        assertHealth(Level.OK, "in use as they are");
    }
}
