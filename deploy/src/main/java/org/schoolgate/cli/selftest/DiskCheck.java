package org.schoolgate.cli.selftest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Whether the data folder can be written to, and its disk has room for what the access log may yet grow by. */
final class DiskCheck implements Check {
    private static final String CHECK = "disk";
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;
    /** Below a quarter of this the oldest access log goes. */
    private static final long LEAST = 256 * MIB;

    private final Path folder;
    private final Path accessLog;
    private final int accessLogGib;

    /** @param accessLogGib how much of the access log is kept at most */
    DiskCheck(Path folder, Path accessLog, int accessLogGib) {
        this.folder = folder;
        this.accessLog = accessLog;
        this.accessLogGib = accessLogGib;
    }

    @Override
    public List<Finding> look() {
        Path there = folder.toAbsolutePath();
        while (Files.notExists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            return List.of(Finding.failed(
                    CHECK,
                    there + " cannot be written to by this user",
                    "a folder that it may write to",
                    "Run this as the user that runs the gateway, or correct the folder"));
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            return List.of(room(there, free, Math.max(0, accessLogGib * GIB - size(accessLog))));
        } catch (IOException | UncheckedIOException e) {
            return List.of(Finding.failed(
                    CHECK, there + ": " + e.getMessage(), "a disk that can be read", "Look at the disk"));
        }
    }

    private static long size(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** @param growth that the access log has yet to come to */
    static Finding room(Path folder, long free, long growth) {
        String found = folder + " has " + text(free) + " free";
        if (free < LEAST) {
            return Finding.failed(
                    CHECK, found, text(LEAST) + " at least", "Make room: with 64 MiB left the oldest access log goes");
        }
        return free < growth
                ? Finding.warning(
                        CHECK,
                        found,
                        text(growth) + ", by which the access log may yet grow",
                        "Make room, or set a smaller access_log_gib")
                : Finding.ok(CHECK, found + ", and the access log may grow by " + text(growth));
    }

    private static String text(long bytes) {
        return bytes < GIB ? bytes / MIB + " MiB" : "%.1f GiB".formatted((double) bytes / GIB);
    }
}
