package org.schoolgate.cli.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/** Texts that clients chose, made safe for lines of fields, terminals and spreadsheets: one word of printable ASCII. */
final class Escaped {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private Escaped() {}

    /** Everything but {@code !} to {@code ~} percent-encoded, a byte of the wire as that byte; {@code -} for nothing. */
    static String word(String text) {
        if (text.isEmpty()) {
            return "-";
        }
        if (text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c > ' ' && c < 0x7f) {
                escaped.append((char) c);
            } else if (c <= 0xff) {
                escaped.append('%').append(HEX.toHexDigits((byte) c));
            } else {
                for (byte part : Character.toString(c).getBytes(UTF_8)) {
                    escaped.append('%').append(HEX.toHexDigits(part));
                }
            }
        });
        return escaped.toString();
    }
}
