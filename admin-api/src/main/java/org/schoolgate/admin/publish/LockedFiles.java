package org.schoolgate.admin.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.schoolgate.rules.bundle.BundleFile;
import org.schoolgate.rules.bundle.FileRole;
import org.schoolgate.rules.disk.Disk;

/**
 * The folder of locked lists that were put into the slot, each named by its SHA-256. They are keyed hashes, and all are kept,
 * so that a store that was restored finds its own.
 */
public final class LockedFiles {
    private final Disk disk = Disk.ofSystem();
    private final Path folder;

    private LockedFiles(Path folder) {
        this.folder = folder;
    }

    public static LockedFiles open(Path folder) throws IOException {
        Disk.ofSystem().makeFolder(folder);
        return new LockedFiles(folder);
    }

    /** Keeps a list, which is on the disk when this returns; gives its SHA-256. */
    public String put(byte[] content) throws IOException {
        String sha256 = BundleFile.of(FileRole.LOCKED, content).sha256();
        disk.replace(folder.resolve(sha256), content);
        disk.syncFolder(folder);
        return sha256;
    }

    /** The file of a list, unless it is lost or damaged. */
    Optional<Path> find(String sha256) {
        Path file = folder.resolve(sha256);
        try {
            return BundleFile.of(FileRole.LOCKED, file).sha256().equals(sha256) ? Optional.of(file) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
