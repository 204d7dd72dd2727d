package org.schoolgate.rules.disk;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Files that must survive a crash. Whatever is made here is readable by its owner alone. An instance is thread-safe, the
 * {@link Appender}s and channels that it gives are not.
 */
public interface Disk {
    /** The file system of this machine. */
    static Disk ofSystem() {
        return SystemDisk.INSTANCE;
    }

    /** Makes the folder and those above it, unless they are there. */
    void makeFolder(Path folder) throws IOException;

    /** What is in a folder, sorted by name; nothing when there is no such folder. */
    List<Path> list(Path folder) throws IOException;

    /** Opens a file to write at its end, and makes it when it is not there. */
    Appender append(Path file) throws IOException;

    /** Opens a file to read. */
    SeekableByteChannel read(Path file) throws IOException;

    /**
     * Reads a whole file.
     *
     * @throws IOException also when it has more than {@code maxBytes}
     */
    byte[] readAll(Path file, int maxBytes) throws IOException;

    /**
     * Gives the file a new name, in one step and for good: after a crash it has either the old name or the new one. A file
     * that has the new name is replaced; a folder that has it makes this fail.
     */
    void move(Path from, Path to) throws IOException;

    /** A second name for the same bytes, so that neither costs a copy and each can be deleted by itself. */
    void link(Path file, Path secondName) throws IOException;

    /** Deletes a file or an empty folder; does nothing when there is none. */
    void delete(Path file) throws IOException;

    /** Cuts the file to this length. */
    void truncate(Path file, long length) throws IOException;

    /** Makes sure that the names in the folder are on the disk. */
    void syncFolder(Path folder) throws IOException;

    long size(Path file) throws IOException;

    Instant modified(Path file) throws IOException;

    /** Bytes that can still be written on the file system of this folder. */
    long usableBytes(Path folder) throws IOException;

    /** Replaces the content of a file in one step: after a crash it has the old content or the new one, whole. */
    default void replace(Path file, byte[] content) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        delete(draft);
        try (Appender out = append(draft)) {
            out.write(content, 0, content.length);
            out.sync();
        }
        move(draft, file);
    }
}
