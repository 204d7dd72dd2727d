package org.schoolgate.cli.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.schoolgate.cli.console.RefusedException;

/**
 * The folder of one installation. It is a real one or a demonstration from its first start on, and never turns from one into the
 * other: demonstration zones in a real school would give pupils the wrong roles.
 */
record DataFolder(Path path) {
    private static final String DEMONSTRATION = "demonstration";

    Path token() {
        return path.resolve("admin-token");
    }

    /** The certificate that a browser or {@code curl --cacert} needs to trust the admin's. */
    Path certificateAuthority() {
        return path.resolve("admin").resolve("keys").resolve("ca.pem");
    }

    /** What the gateway on this box may fetch bundles with. */
    Path enrolment() {
        return gateway().resolve("enrolment.json");
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
        try {
            JsonNode enrolment = JsonMapper.builder().build().readTree(Files.readString(enrolment()));
            return URI.create(enrolment.path("admin").asText()).getPort() == adminPort;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** Makes the folder if need be, and refuses one of the other kind. */
    void prepare(boolean demo) throws RefusedException, IOException {
        Path marker = path.resolve(DEMONSTRATION);
        boolean used = Files.exists(path.resolve("admin"));
        boolean demonstration = Files.exists(marker);
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

    /** Holds the folder until the channel is closed or the process ends; refuses when another process holds it. */
    FileChannel lock() throws RefusedException, IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new RefusedException(path + " is in use by another schoolgate");
        }
        return channel;
    }
}
