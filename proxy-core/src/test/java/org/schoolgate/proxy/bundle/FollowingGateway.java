package org.schoolgate.proxy.bundle;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.control.AdminClient;
import org.schoolgate.proxy.control.FakeAdmin;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.Health.Check;
import org.schoolgate.proxy.metrics.Health.Level;
import org.schoolgate.rules.bundle.Bundles;
import org.schoolgate.rules.bundle.ManifestVerifier;
import org.schoolgate.rules.disk.FaultyDisk;

/** For tests of a gateway that follows the bundles of an admin server: both, and what is published and kept. */
@Timeout(120)
abstract class FollowingGateway {
    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final BundlePublisher publisher = new BundlePublisher();

    @TempDir
    private static Path adminFolder;

    static FakeAdmin admin;

    final FaultyDisk disk = new FaultyDisk();
    Health health = new Health();
    CurrentBundle current = new CurrentBundle(InstantSource.system());
    private @Nullable BundleFollower follower;

    @TempDir
    Path published;

    @TempDir
    Path own;

    @BeforeAll
    static void startAdmin() {
        admin = new FakeAdmin(adminFolder, publisher);
    }

    @AfterAll
    static void stopAdmin() {
        admin.close();
    }

    @BeforeEach
    void answer() {
        publisher.reset();
        admin.server().resetAll();
        admin.server().stubFor(any(anyUrl()).willReturn(aResponse()));
    }

    @AfterEach
    void stopGateway() {
        if (follower != null) {
            follower.close();
        }
    }

    final void follow() throws IOException {
        follow(admin.client(PATIENCE), Bundles.SIGNER.verifier());
    }

    final void follow(AdminClient client, ManifestVerifier verifier) throws IOException {
        follower = BundleFollower.start(disk, own, client, verifier, current, health);
    }

    /** Stops the gateway, and offers nothing when it starts again. */
    final void restart() {
        stopGateway();
        publisher.reset();
        current = new CurrentBundle(InstantSource.system());
        health = new Health();
    }

    final void awaitServing(int generation) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(current.generation()).hasValue(generation));
    }

    /** What health says of it; an error without a text where it says nothing. */
    final Check check(String name) {
        return health.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseGet(() -> new Check(name, Level.ERROR, ""));
    }
}
