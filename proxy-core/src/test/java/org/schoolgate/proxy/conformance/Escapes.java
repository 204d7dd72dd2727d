package org.schoolgate.proxy.conformance;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of the table, and the bytes that they stand for. */
final class Escapes {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:\\*(\\d+)\\{([^}]*)}|x([0-9a-f]{2})|([rnt\\\\]))");

    private Escapes() {}

    /** A line stands for its bytes and CR LF, or for its bytes alone when it ends with a single backslash. */
    static String read(String line) {
        boolean isOpen = line.endsWith("\\") && !line.endsWith("\\\\");
        String text = isOpen ? line.substring(0, line.length() - 1) : line;
        String bytes = ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(bytesOf(escape)));
        return isOpen ? bytes : bytes + "\r\n";
    }

    private static String bytesOf(MatchResult escape) {
        if (escape.group(1) != null) {
            return escape.group(2).repeat(Integer.parseInt(escape.group(1)));
        }
        if (escape.group(3) != null) {
            return Character.toString(Integer.parseInt(escape.group(3), 16));
        }
        return switch (escape.group(4)) {
            case "r" -> "\r";
            case "n" -> "\n";
            case "t" -> "\t";
            default -> "\\";
        };
    }

    /** Bytes as they would be written in the table, for messages. */
    static String write(String bytes) {
        StringBuilder text = new StringBuilder();
        for (char c : bytes.toCharArray()) {
            switch (c) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n\n");
                case '\\' -> text.append("\\\\");
                default -> text.append(c < ' ' || c > '~' ? String.format("\\x%02x", (int) c) : Character.toString(c));
            }
        }
        return text.toString();
    }
}
