package org.schoolgate.rules.index;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Names put aside in a temporary file while lists are read; a name is its length (u8) and its characters. */
final class NameSpill implements Closeable {
    private final FileChannel channel;
    private final OutputStream out;
    private long length;

    NameSpill(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, ".index-", ".names");
        this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Files.delete(file); // open is enough; so nothing is left behind, however the process ends
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    }

    /** Returns where the name is. */
    int add(byte[] name) throws IOException {
        if (length + 1 + name.length > Integer.MAX_VALUE) {
            throw new IOException("the names of all lists take more than 2 GiB");
        }
        int position = (int) length;
        out.write(name.length);
        out.write(name);
        length += 1 + name.length;
        return position;
    }

    /** All names added so far, mapped. */
    ByteBuffer map() throws IOException {
        out.flush();
        return channel.map(MapMode.READ_ONLY, 0, length);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
