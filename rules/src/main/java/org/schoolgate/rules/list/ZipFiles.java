package org.schoolgate.rules.list;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The files of a zip archive, whose maker is not trusted; read as a stream, by the headers of its entries. */
final class ZipFiles {
    private final EndRecord end;
    private final Budget budget;

    /** @param budget for what the entries unpack to */
    ZipFiles(InputStream in, Budget budget) {
        this.end = new EndRecord(in);
        this.budget = budget;
    }

    void visit(SourceFiles.Visitor visitor) throws IOException {
        ZipInputStream zip = new ZipInputStream(end);
        for (ZipEntry entry = nextEntry(zip); entry != null; entry = nextEntry(zip)) {
            String path = ArchivePath.of(entry.getName());
            InputStream content = budget.over(zip);
            if (!path.isEmpty() && !entry.isDirectory()) {
                visitor.file(path, content);
            }
            content.transferTo(OutputStream.nullOutputStream());
        }
        end.require();
    }

    private static @Nullable ZipEntry nextEntry(ZipInputStream zip) throws IOException {
        try {
            return zip.getNextEntry();
        } catch (IllegalArgumentException e) {
            throw new IOException("damaged archive", e);
        }
    }

    /** Looks out for the record at the end of an archive: without it, a part of the archive is missing. */
    private static final class EndRecord extends FilterInputStream {
        private static final byte[] SIGNATURE = {'P', 'K', 5, 6};
        private int matched;

        EndRecord(InputStream in) {
            super(in);
        }

        void require() throws IOException {
            transferTo(OutputStream.nullOutputStream());
            if (matched < SIGNATURE.length) {
                throw new EOFException("the end of the archive is missing");
            }
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            look(b);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            for (int i = 0; i < count; i++) {
                look(bytes[offset + i]);
            }
            return count;
        }

        private void look(int b) {
            if (matched == SIGNATURE.length) {
                return;
            }
            if (b == SIGNATURE[matched]) {
                matched++;
            } else {
                matched = b == SIGNATURE[0] ? 1 : 0;
            }
        }
    }
}
