package org.schoolgate.rules.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/** Writes an index file: room for the header, the sections, then the header and the SHA-256 of the whole. */
final class IndexWriter implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final FileChannel channel;
    private final SectionOutput sections;

    /** Writes over what is there. */
    IndexWriter(Path file) throws IOException {
        this.channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        channel.position(IndexHeader.length(SectionType.values().length));
        this.sections = new SectionOutput(channel);
    }

    SectionOutput sections() {
        return sections;
    }

    /** Completes the file and forces it to the disk. */
    void finish(HashSeed seed, long createdAtMillis, List<Section> table) throws IOException {
        long end = channel.position();
        byte[] identity = sha256().digest(IndexHeader.identity(createdAtMillis, seed, table));
        byte[] id = Arrays.copyOf(identity, IndexHeader.SNAPSHOT_ID_BYTES);
        IndexHeader header = new IndexHeader(end + IndexHeader.DIGEST_BYTES, createdAtMillis, id, seed, table);
        writeFully(header.encode(), 0);
        writeFully(ByteBuffer.wrap(digestOf(end)), end);
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private byte[] digestOf(long end) throws IOException {
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        channel.position(0);
        while (channel.position() < end && channel.read(buffer) >= 0) {
            digest.update(buffer.flip());
            buffer.clear();
        }
        return digest.digest();
    }

    private void writeFully(ByteBuffer bytes, long position) throws IOException {
        long next = position;
        while (bytes.hasRemaining()) {
            next += channel.write(bytes, next);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
