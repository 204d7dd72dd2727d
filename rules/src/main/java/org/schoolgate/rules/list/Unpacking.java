package org.schoolgate.rules.list;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** Tells by its first bytes how content is packed; names of files lie. */
final class Unpacking {
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
    private static final byte[] BZIP2 = {'B', 'Z', 'h'};
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] TAR = {'u', 's', 't', 'a', 'r'};
    private static final int TAR_MAGIC_AT = 257;
    private static final int BUFFER_BYTES = 1 << 16;
    /** What the strongest preset of xz asks for, and a little more. */
    private static final int MAX_XZ_KIB = 100 * 1024;
    /** Windows up to 128 MiB: {@code zstd --ultra --long=27}. */
    private static final int MAX_ZSTD_WINDOW_LOG = 27;

    private Unpacking() {}

    /** One layer of compression taken off; the content itself when there is none. */
    static InputStream decompressed(InputStream packed) throws IOException {
        BufferedInputStream in = new BufferedInputStream(packed, BUFFER_BYTES);
        if (hasAt(in, 0, GZIP)) {
            return new GZIPInputStream(in, BUFFER_BYTES);
        }
        if (hasAt(in, 0, XZ)) {
            return new XZInputStream(in, MAX_XZ_KIB);
        }
        if (hasAt(in, 0, ZSTD)) {
            return new ZstdInputStreamNoFinalizer(in).setLongMax(MAX_ZSTD_WINDOW_LOG);
        }
        if (hasAt(in, 0, BZIP2)) {
            return new BZip2CompressorInputStream(in, true);
        }
        return in;
    }

    /** Whether content that begins so is compressed or an archive. */
    static boolean isPacked(byte[] start) {
        return isAt(start, TAR_MAGIC_AT, TAR)
                || List.of(GZIP, XZ, ZSTD, BZIP2, ZIP).stream().anyMatch(magic -> isAt(start, 0, magic));
    }

    static boolean isZip(BufferedInputStream in) throws IOException {
        return hasAt(in, 0, ZIP);
    }

    static boolean isTar(BufferedInputStream in) throws IOException {
        return hasAt(in, TAR_MAGIC_AT, TAR);
    }

    private static boolean hasAt(BufferedInputStream in, int offset, byte[] magic) throws IOException {
        in.mark(offset + magic.length);
        byte[] start = in.readNBytes(offset + magic.length);
        in.reset();
        return isAt(start, offset, magic);
    }

    private static boolean isAt(byte[] start, int offset, byte[] magic) {
        int end = offset + magic.length;
        return start.length >= end && Arrays.equals(start, offset, end, magic, 0, magic.length);
    }
}
