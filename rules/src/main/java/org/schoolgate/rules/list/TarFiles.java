package org.schoolgate.rules.list;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;

/** The files of a tar archive, whose maker is not trusted. Devices, hard links and hidden files are left out. */
final class TarFiles {
    /** Long names and attributes stand in headers, which the library reads into memory whole. */
    private static final int MAX_HEADER_BYTES = 1 << 16;

    private final HeaderLimit limit;

    TarFiles(InputStream in) {
        this.limit = new HeaderLimit(in);
    }

    void visit(SourceFiles.Visitor visitor) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(limit);
        for (TarArchiveEntry entry = nextEntry(tar); entry != null; entry = nextEntry(tar)) {
            visit(entry, tar, visitor);
            while (tar.skip(Long.MAX_VALUE) > 0) {
                // to the end of the entry, so that what is read next is a header
            }
        }
    }

    private static void visit(TarArchiveEntry entry, InputStream content, SourceFiles.Visitor visitor)
            throws IOException {
        String path = ArchivePath.of(entry.getName());
        if (path.isEmpty()) {
            return;
        }
        if (entry.isSymbolicLink()) {
            visitor.link(path, entry.getLinkName());
        } else if (isPlainFile(entry) && entry.isSparse()) {
            throw new ListSourceException("sparse file " + path);
        } else if (isPlainFile(entry)) {
            visitor.file(path, content);
        }
    }

    private static boolean isPlainFile(TarArchiveEntry entry) {
        return entry.isFile()
                && !entry.isLink()
                && !entry.isFIFO()
                && !entry.isCharacterDevice()
                && !entry.isBlockDevice();
    }

    private @Nullable TarArchiveEntry nextEntry(TarArchiveInputStream tar) throws IOException {
        limit.arm();
        try {
            return tar.getNextEntry();
        } catch (IllegalArgumentException e) {
            throw new IOException("damaged archive", e);
        } finally {
            limit.disarm();
        }
    }

    /** Refuses headers without end; content passes freely. */
    private static final class HeaderLimit extends FilterInputStream {
        private static final int UNLIMITED = -1;
        private int left = UNLIMITED;

        HeaderLimit(InputStream in) {
            super(in);
        }

        void arm() {
            left = MAX_HEADER_BYTES;
        }

        void disarm() {
            left = UNLIMITED;
        }

        @Override
        public int read() throws IOException {
            take(1);
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            take(count);
            return count;
        }

        private void take(int count) throws IOException {
            if (left != UNLIMITED && count > 0) {
                left -= count;
                if (left < 0) {
                    throw new ListSourceException("header of more than " + MAX_HEADER_BYTES + " bytes");
                }
            }
        }
    }
}
