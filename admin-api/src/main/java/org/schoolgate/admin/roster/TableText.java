package org.schoolgate.admin.roster;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of a file: UTF-8, or UTF-16 that says so by its byte order mark, as spreadsheets save "Unicode text". No other
 * encoding is guessed: a name that was read in the wrong one is another name.
 */
final class TableText {
    private static final char MARK = '\ufeff';

    private TableText() {}

    /** The text without its mark; empty where a byte is not text, of which the first is a mistake at its place. */
    static String of(String file, byte[] content, Mistakes mistakes) {
        Charset charset = charset(content);
        CharsetDecoder decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(content);
        CharBuffer out = CharBuffer.allocate(content.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            report(file, in, out, charset, mistakes);
            return "";
        }
        String text = out.flip().toString();
        String unmarked = !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
        refuseNul(file, unmarked, mistakes);
        return unmarked;
    }

    private static Charset charset(byte[] content) {
        if (startsWith(content, 0xff, 0xfe)) {
            return StandardCharsets.UTF_16LE;
        }
        return startsWith(content, 0xfe, 0xff) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    private static boolean startsWith(byte[] content, int first, int second) {
        return content.length >= 2 && (content[0] & 0xff) == first && (content[1] & 0xff) == second;
    }

    private static void report(String file, ByteBuffer in, CharBuffer out, Charset charset, Mistakes mistakes) {
        String before = out.duplicate().flip().toString();
        mistakes.add(
                placeAfter(file, before.startsWith(String.valueOf(MARK)) ? before.substring(1) : before),
                "byte 0x%02x is not %s (expected: text that is saved as UTF-8, in spreadsheets \"CSV UTF-8\")"
                        .formatted(in.get(in.position()), charset));
    }

    private static void refuseNul(String file, String text, Mistakes mistakes) {
        int nul = text.indexOf('\0');
        if (nul >= 0) {
            mistakes.add(
                    placeAfter(file, text.substring(0, nul)),
                    "a NUL (expected: text that is saved as UTF-8, in spreadsheets \"CSV UTF-8\")");
        }
    }

    private static Place placeAfter(String file, String text) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r' && !text.startsWith("\n", i + 1)) {
                line++;
                lineStart = i + 1;
            }
        }
        return new Place(file, line, text.codePointCount(lineStart, text.length()) + 1);
    }
}
