package org.schoolgate.cli.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.remote.EnrolledAdmin;
import org.schoolgate.rules.disk.FolderLock;

/**
 * The folder of one installation. It is a real one or a demonstration from its first start on, and never turns from one into the
 * other: demonstration zones in a real school would give pupils the wrong roles.
 */
record DataFolder(Path path) {
    /** A gateway drains for eight seconds at most, then writes everything down. */
    private static final Duration ORPHANS_END = Duration.ofSeconds(10);

    private static final String DEMONSTRATION = "demonstration";

    Path token() {
        return path.resolve("admin-token");
    }

    /** The certificate that a browser or {@code curl --cacert} needs to trust the admin's. */
    Path certificateAuthority() {
        return admin().resolve("keys").resolve("ca.pem");
    }

    /** What the gateway on this box may fetch bundles with. */
    Path enrolment() {
        return gateway().resolve("enrolment.json");
    }

    /** Where the admin process keeps everything but the token. */
    Path admin() {
        return path.resolve("admin");
    }

    /** Where the gateway on this box keeps everything. */
    Path gateway() {
        return path.resolve("gateway");
    }

    /** Where the gateway on this box writes its access log. */
    Path accessLog() {
        return gateway().resolve("access");
    }

    /** True when the gateway knows an admin process at this port of the box, and so need not wait for it to start. */
    boolean isEnrolled(int adminPort) {
        URI admin = EnrolledAdmin.of(enrolment());
        return admin != null && admin.getPort() == adminPort;
    }

    boolean isDemonstration() {
        return Files.exists(path.resolve(DEMONSTRATION));
    }

    /** Makes the folder if need be, and refuses one of the other kind. */
    void prepare(boolean demo) throws RefusedException, IOException {
        Path marker = path.resolve(DEMONSTRATION);
        boolean used = Files.exists(admin());
        boolean demonstration = isDemonstration();
        if (used && demo && !demonstration) {
            throw new RefusedException(
                    path + " holds a real installation: --demo would change it. Name another --data.");
        }
        if (demonstration && !demo) {
            throw new RefusedException(path + " holds a demonstration. Start it with --demo, or name another --data.");
        }
        Files.createDirectories(path);
        if (demo && !demonstration) {
            Files.createFile(marker);
        }
    }

    /** Holds the folder until the lock is closed or the process ends; refuses when another process holds it. */
    FolderLock lock() throws IOException {
        return FolderLock.take(path, "schoolgate");
    }

    /**
     * Waits until nobody holds the folders of the gateway and of the admin process, or for ten seconds: those of a supervisor that
     * was killed end by themselves, but not at once. Whoever calls this holds the {@link #lock}.
     */
    void awaitOrphans() throws IOException, InterruptedException {
        long until = System.nanoTime() + ORPHANS_END.toNanos();
        for (Path folder : List.of(gateway(), admin())) {
            while (FolderLock.isHeld(folder) && System.nanoTime() - until < 0) {
                Thread.sleep(50);
            }
        }
    }
}
