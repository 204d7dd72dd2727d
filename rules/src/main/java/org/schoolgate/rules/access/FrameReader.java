package org.schoolgate.rules.access;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/**
 * Finds the zstd frames of a segment and expands them. Bounded whatever the file holds: a frame that does not say its size,
 * or says more than {@link #MAX_CONTENT_BYTES}, is damage, and so is one that expands to anything else than it says.
 */
final class FrameReader implements Closeable {
    static final int MAX_CONTENT_BYTES = 1024 * 1024;

    private static final int MAX_FRAME_BYTES = (int) Zstd.compressBound(MAX_CONTENT_BYTES);

    /** Where a frame stands in the file. */
    record Frame(long offset, int length) {
        long end() {
            return offset + length;
        }
    }

    private final SeekableByteChannel channel;
    private final byte[] window = new byte[MAX_FRAME_BYTES];
    private long windowStart;
    private int windowLength;

    FrameReader(SeekableByteChannel channel) {
        this.channel = channel;
    }

    long fileBytes() throws IOException {
        return channel.size();
    }

    /**
     * The frame that begins at {@code offset}, which is not the end of the file. Reads headers only.
     *
     * @throws IOException also when there is no whole frame
     */
    Frame frameAt(long offset) throws IOException {
        if (offset < windowStart || offset >= windowStart + windowLength) {
            fill(offset);
        }
        try {
            return frameInWindow(offset);
        } catch (ZstdException cutByTheWindow) {
            fill(offset);
        }
        try {
            return frameInWindow(offset);
        } catch (ZstdException e) {
            throw new IOException("no whole frame at byte " + offset, e);
        }
    }

    private Frame frameInWindow(long offset) {
        int start = (int) (offset - windowStart);
        return new Frame(offset, (int) Zstd.findFrameCompressedSize(window, start, windowLength - start));
    }

    /** The lines in a frame: JSON objects, each with a line feed. */
    byte[] contentOf(Frame frame) throws IOException {
        if (frame.offset() < windowStart || frame.end() > windowStart + windowLength) {
            fill(frame.offset());
        }
        int start = (int) (frame.offset() - windowStart);
        if (frame.length() > windowLength - start) {
            throw new EOFException("frame at byte " + frame.offset() + " was cut");
        }
        long size = Zstd.getFrameContentSize(window, start, frame.length());
        if (size < 0 || size > MAX_CONTENT_BYTES) {
            throw new IOException("frame at byte " + frame.offset() + " would expand to " + size + " bytes");
        }
        return expand(start, frame.length(), (int) size);
    }

    private byte[] expand(int start, int length, int size) throws IOException {
        byte[] content = new byte[size];
        try {
            long written = Zstd.decompressByteArray(content, 0, size, window, start, length);
            return written == size ? content : Arrays.copyOf(content, (int) written);
        } catch (ZstdException e) {
            throw new IOException("a frame is damaged: " + e.getMessage(), e);
        }
    }

    private void fill(long offset) throws IOException {
        channel.position(offset);
        ByteBuffer buffer = ByteBuffer.wrap(window);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // A read may stop short of what was asked for.
        }
        windowStart = offset;
        windowLength = buffer.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
