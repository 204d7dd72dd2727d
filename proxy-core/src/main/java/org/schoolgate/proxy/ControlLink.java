package org.schoolgate.proxy;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.bundle.BundleFollower;
import org.schoolgate.proxy.bundle.CurrentBundle;
import org.schoolgate.proxy.bundle.FolderFollower;
import org.schoolgate.proxy.bundle.StatusReporter;
import org.schoolgate.proxy.control.AdminClient;
import org.schoolgate.proxy.control.AdminTimeouts;
import org.schoolgate.proxy.control.Enrolment;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.outbox.Outbox;
import org.schoolgate.proxy.outbox.OutboxConfig;
import org.schoolgate.rules.bundle.ManifestVerifier;
import org.schoolgate.rules.disk.Disk;

/** Where a gateway's bundles come from: the admin server that it is enrolled with, or a folder and nobody. */
final class ControlLink {
    private static final int UNENROLLED_GATEWAY = 1;

    private final Disk disk;
    private final GatewayConfig config;
    private final @Nullable Enrolment enrolment;
    private final @Nullable AdminClient admin;

    private ControlLink(Disk disk, GatewayConfig config, @Nullable Enrolment enrolment, @Nullable AdminClient admin) {
        this.disk = disk;
        this.config = config;
        this.enrolment = enrolment;
        this.admin = admin;
    }

    /** @throws IOException when there is no bundle folder, and no enrolment that can be used */
    static ControlLink of(Disk disk, GatewayConfig config) throws IOException {
        if (config.bundleFolder() != null) {
            return new ControlLink(disk, config, null, null);
        }
        Enrolment.Source source = () -> Enrolment.read(disk, config.folder().resolve("enrolment.json"));
        return new ControlLink(disk, config, source.read(), new AdminClient(source, AdminTimeouts.DEFAULT));
    }

    /** Number of this gateway. */
    int gateway() {
        return enrolment == null ? UNENROLLED_GATEWAY : enrolment.gateway();
    }

    /**
     * The admin server's port, at all addresses of this machine; empty when the server is on another one, where the policy
     * says who may reach it.
     */
    Optional<InetSocketAddress> adminOnThisMachine() {
        if (enrolment == null) {
            return Optional.empty();
        }
        URI server = enrolment.admin();
        InetSocketAddress address = new InetSocketAddress(server.getHost(), server.getPort());
        return address.isUnresolved() || !address.getAddress().isLoopbackAddress()
                ? Optional.empty()
                : Optional.of(new InetSocketAddress(server.getPort()));
    }

    Outbox openOutbox(Path folder, long epoch, Health health, MeterRegistry meters) throws IOException {
        OutboxConfig outbox = new OutboxConfig(folder, epoch, OutboxConfig.DEFAULT_MAX_BYTES);
        return Outbox.open(disk, outbox, admin, health, meters);
    }

    /** Puts the newest good bundle in force and goes on looking for newer ones; what is returned runs until it is closed. */
    List<Closeable> follow(CurrentBundle current, Health health) throws IOException {
        if (enrolment == null || admin == null) {
            Path folder = Objects.requireNonNull(config.bundleFolder(), "not enrolled");
            return List.of(FolderFollower.start(disk, folder, config.folder(), current, health));
        }
        ManifestVerifier verifier = ManifestVerifier.ofPem(enrolment.signer());
        BundleFollower follower = BundleFollower.start(disk, config.folder(), admin, verifier, current, health);
        return List.of(follower, StatusReporter.start(admin, current, health, config.version()));
    }
}
