package org.schoolgate.rules.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second process out of a folder, until it is closed or this process ends in whatever way. */
public final class FolderLock implements Closeable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the folder.
     *
     * @param holder what usually has such a folder, for the message
     * @throws IOException when another has it
     */
    public static FolderLock take(Path folder, String holder) throws IOException {
        FileChannel channel = FileChannel.open(file(folder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isFree(channel)) {
            return new FolderLock(channel);
        }
        channel.close();
        throw new IOException(folder + " is in use by another " + holder);
    }

    /** Whether somebody has the folder now; nobody has one that is not there. */
    public static boolean isHeld(Path folder) throws IOException {
        Path lock = file(folder);
        if (!Files.exists(lock)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            return !isFree(channel);
        }
    }

    /** The one that whoever has the folder has open. */
    public static Path file(Path folder) {
        return folder.resolve("lock");
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // held within this very process
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
