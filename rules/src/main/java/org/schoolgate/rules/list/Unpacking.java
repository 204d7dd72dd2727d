package org.schoolgate.rules.list;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** Tells by its first bytes how content is packed; names of files lie. */
final class Unpacking {
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] XZ = {(byte) 0xfd, '7', 'z', 'X', 'Z', 0};
    private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};
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
        return in;
    }

    static boolean isTar(BufferedInputStream in) throws IOException {
        return hasAt(in, TAR_MAGIC_AT, TAR);
    }

    private static boolean hasAt(BufferedInputStream in, int offset, byte[] magic) throws IOException {
        in.mark(offset + magic.length);
        byte[] start = in.readNBytes(offset + magic.length);
        in.reset();
        return start.length == offset + magic.length
                && Arrays.equals(start, offset, start.length, magic, 0, magic.length);
    }
}
