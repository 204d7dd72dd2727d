package org.schoolgate.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second gateway out of a folder, until it is closed or this process ends in whatever way. */
final class FolderLock implements Closeable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IOException when another has it */
    static FolderLock take(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (isFree(channel)) {
            return new FolderLock(channel);
        }
        channel.close();
        throw new IOException(folder + " is in use by another gateway");
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
