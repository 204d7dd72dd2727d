package org.schoolgate.rules.list;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Lines as makers of lists write them: with any white space, in UTF-8 or what was there before it. */
final class Text {
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final char NO_BREAK_SPACE = '\u00a0';

    private Text() {}

    /** UTF-8, or Latin-1 where it is not; without white space and byte order marks around it. */
    static String decode(byte[] bytes, int length) {
        return trim(isAscii(bytes, length) ? latin1(bytes, length) : decodeUtf8(bytes, length));
    }

    /** Whether {@code #}, {@code !} or {@code ;} makes a comment of the whole line. */
    static boolean isComment(String line) {
        return "#!;".indexOf(line.charAt(0)) >= 0;
    }

    /** Cuts off a {@code #} that follows white space, and what is behind it. */
    static String withoutComment(String line) {
        for (int hash = line.indexOf('#', 1); hash >= 0; hash = line.indexOf('#', hash + 1)) {
            if (isSpace(line.charAt(hash - 1))) {
                return trim(line.substring(0, hash));
            }
        }
        return line;
    }

    static boolean hasSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isSpace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>(2);
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || isSpace(text.charAt(i))) {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r') || c == NO_BREAK_SPACE || c == BYTE_ORDER_MARK;
    }

    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isAscii(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static String decodeUtf8(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return latin1(bytes, length);
        }
    }

    private static String latin1(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }
}
