package org.schoolgate.rules.list;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Ways to pack a list. */
enum Packing {
    PLAIN {
        @Override
        OutputStream over(OutputStream out) {
            return out;
        }
    },
    GZIP {
        @Override
        OutputStream over(OutputStream out) throws IOException {
            return new GZIPOutputStream(out);
        }
    },
    XZ {
        @Override
        OutputStream over(OutputStream out) throws IOException {
            return new XZOutputStream(out, new LZMA2Options(0));
        }
    },
    BZIP2 {
        @Override
        OutputStream over(OutputStream out) throws IOException {
            return new BZip2CompressorOutputStream(out, 1);
        }
    },
    ZSTD {
        @Override
        OutputStream over(OutputStream out) throws IOException {
            return new ZstdOutputStream(out);
        }
    };

    abstract OutputStream over(OutputStream out) throws IOException;

    byte[] pack(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = over(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    /** A zip archive with one file. */
    static byte[] zip(String path, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(path));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    /** An archive under construction. */
    static final class Tar {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final TarArchiveOutputStream out = new TarArchiveOutputStream(bytes, UTF_8.name());

        Tar() {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_ERROR);
        }

        Tar file(String path, String content) throws IOException {
            return put(new TarArchiveEntry(path, true), content);
        }

        /** A name for the next entry, in the way of GNU tar for names that do not fit into a header. */
        Tar longName(String name) throws IOException {
            return put(new TarArchiveEntry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME, true), name);
        }

        private Tar put(TarArchiveEntry entry, String content) throws IOException {
            byte[] body = content.getBytes(UTF_8);
            entry.setSize(body.length);
            out.putArchiveEntry(entry);
            out.write(body);
            out.closeArchiveEntry();
            return this;
        }

        Tar link(String path, String target) throws IOException {
            return other(path, target, TarConstants.LF_SYMLINK);
        }

        Tar other(String path, String target, byte type) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(path, type, true);
            entry.setLinkName(target);
            out.putArchiveEntry(entry);
            out.closeArchiveEntry();
            return this;
        }

        byte[] bytes() throws IOException {
            out.close();
            return bytes.toByteArray();
        }
    }
}
