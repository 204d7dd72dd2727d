package org.schoolgate.admin.list;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.schoolgate.rules.disk.Disk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of uploaded list files. Each is in a folder of its own, {@code RANDOM/SOURCE}: its own name is what
 * explanations and rejected lines call it. A file belongs to a source of the store, or is on its way to one.
 */
public final class Uploads {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final int RANDOM_BYTES = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Disk disk = Disk.ofSystem();
    private final Path folder;

    private Uploads(Path folder) {
        this.folder = folder;
    }

    public static Uploads open(Path folder) throws IOException {
        Disk.ofSystem().makeFolder(folder);
        return new Uploads(folder);
    }

    Path folder() {
        return folder;
    }

    /** A place for a file of this source, where there is none yet. */
    Path newFile(String source) throws IOException {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        Path own = folder.resolve(HexFormat.of().formatHex(bytes));
        disk.makeFolder(own);
        return own.resolve(source);
    }

    /** Copies a file in, so that it stays whatever becomes of the original. */
    Path copy(String source, Path original) throws IOException {
        Path file = newFile(source);
        Files.copy(original, file);
        return file;
    }

    /** The file within this folder, as the store keeps it. */
    String nameOf(Path file) {
        return folder.relativize(file).toString();
    }

    /** Makes the file survive a power cut. */
    void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        disk.syncFolder(file.resolveSibling("."));
        disk.syncFolder(folder);
    }

    /** Deletes a file that is not needed any more; what cannot be deleted now goes at the next start. */
    void delete(String name) {
        try {
            deleteFolder(ownFolder(name));
        } catch (IOException e) {
            log.warn("Cannot delete the old list file {}", name, e);
        }
    }

    /** Deletes what no source of the store has: uploads that a crash interrupted, files whose deletion failed. */
    void deleteAllBut(List<Source> sources) throws IOException {
        Set<Path> known = new HashSet<>();
        sources.forEach(source -> known.add(ownFolder(source.file())));
        for (Path own : disk.list(folder)) {
            if (!known.contains(own)) {
                deleteFolder(own);
            }
        }
    }

    private Path ownFolder(String name) {
        return folder.resolve(Path.of(name).getName(0));
    }

    private void deleteFolder(Path own) throws IOException {
        if (Files.isDirectory(own)) {
            for (Path file : disk.list(own)) {
                disk.delete(file);
            }
        }
        disk.delete(own);
    }
}
