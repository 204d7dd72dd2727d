package org.schoolgate.rules.index;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The texts of entries, put aside in a temporary file while lists are read; each is its length (u16, the high byte first) and
 * its characters (ISO 8859-1).
 */
final class TextSpill implements Closeable {
    private static final int MAX_TEXT = 0xffff;

    private final FileChannel channel;
    private final OutputStream out;
    private long length;

    TextSpill(Path folder) throws IOException {
        Path file = Files.createTempFile(folder, ".index-", ".texts");
        this.channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Files.delete(file); // open is enough; so nothing is left behind, however the process ends
        this.out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    }

    /** Returns where the text is. */
    int add(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length > MAX_TEXT) {
            throw new IOException("entry of " + bytes.length + " characters (expected: up to " + MAX_TEXT + ")");
        }
        if (length + Short.BYTES + bytes.length > Integer.MAX_VALUE) {
            throw new IOException("the names of all lists take more than 2 GiB");
        }
        int position = (int) length;
        out.write(bytes.length >>> Byte.SIZE);
        out.write(bytes.length);
        out.write(bytes);
        length += Short.BYTES + bytes.length;
        return position;
    }

    /** All texts added so far, mapped. */
    Texts map() throws IOException {
        out.flush();
        return new Texts(channel.map(MapMode.READ_ONLY, 0, length));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** What was put aside. */
    record Texts(ByteBuffer bytes) {
        int length(int text) {
            return Short.toUnsignedInt(bytes.getShort(text));
        }

        /** Where its characters begin. */
        int start(int text) {
            return text + Short.BYTES;
        }

        void copy(int text, byte[] to) {
            bytes.get(start(text), to, 0, length(text));
        }

        String get(int text) {
            byte[] copy = new byte[length(text)];
            copy(text, copy);
            return new String(copy, StandardCharsets.ISO_8859_1);
        }

        boolean areEqual(int one, int other) {
            if (one == other) {
                return true;
            }
            int length = length(one);
            boolean equal = length == length(other);
            for (int i = 0; equal && i < length; i++) {
                equal = bytes.get(start(one) + i) == bytes.get(start(other) + i);
            }
            return equal;
        }
    }
}
