package org.schoolgate.proxy.outbox;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32C;

/** One incident in the spool: CRC32C of its JSON in 8 hex digits, a space, the JSON, a line feed. */
final class SpoolLine {
    private static final int PREFIX_BYTES = 9;

    private SpoolLine() {}

    static void write(byte[] json, ByteArrayOutputStream out) {
        out.writeBytes((checksum(json) + " ").getBytes(US_ASCII));
        out.writeBytes(json);
        out.write('\n');
    }

    /** The JSON of a line without its line feed; empty when the line is damaged. */
    static Optional<byte[]> read(byte[] line) {
        if (line.length <= PREFIX_BYTES) {
            return Optional.empty();
        }
        byte[] json = Arrays.copyOfRange(line, PREFIX_BYTES, line.length);
        String prefix = new String(line, 0, PREFIX_BYTES, US_ASCII);
        return prefix.equals(checksum(json) + " ") ? Optional.of(json) : Optional.empty();
    }

    private static String checksum(byte[] json) {
        CRC32C crc = new CRC32C();
        crc.update(json);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
