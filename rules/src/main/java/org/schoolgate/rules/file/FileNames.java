package org.schoolgate.rules.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.url.Escapes;

/** Names of files as whoever saves them will have them. */
final class FileNames {
    /** RFC 6266, section 4: a token or a quoted string; with a star, in the form of RFC 8187. */
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)filename(\\*?)(?:\\*\\d*)?\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"?|([^;]*+))");

    private FileNames() {}

    /** The last segment of a path, without parameters: as what browsers save it. */
    static String inTarget(String target) {
        String path = Escapes.decoded(target.substring(0, firstOf(target, "?#")));
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.substring(0, firstOf(last, ";"));
    }

    private static int firstOf(String text, String marks) {
        int at = 0;
        while (at < text.length() && marks.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    /** All names in a {@code Content-Disposition} field: which of several counts, browsers do not agree on. */
    static List<String> inDisposition(String field) {
        List<String> names = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(field);
        while (parameter.find()) {
            String quoted = parameter.group(2);
            String value = quoted == null ? parameter.group(3).strip() : quoted.replaceAll("\\\\(.)", "$1");
            boolean isExtended = !parameter.group(1).isEmpty();
            names.add(Escapes.decoded(isExtended ? value.substring(value.lastIndexOf('\'') + 1) : value));
        }
        return names;
    }

    /**
     * As file systems read a name: folders before it, dots and spaces at its end, what is behind a colon, and characters that
     * nobody sees are not part of it. Null when there is none.
     */
    static @Nullable String extension(String name) {
        StringBuilder seen = new StringBuilder();
        name.substring(0, firstOf(name, ":\0"))
                .codePoints()
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT)
                .forEach(seen::appendCodePoint);
        int end = seen.length();
        while (end > 0 && (seen.charAt(end - 1) == '.' || Character.isWhitespace(seen.charAt(end - 1)))) {
            end--;
        }
        String whole = seen.substring(0, end);
        String last = whole.substring(Math.max(whole.lastIndexOf('/'), whole.lastIndexOf('\\')) + 1);
        int dot = last.lastIndexOf('.');
        return dot < 0 ? null : last.substring(dot + 1).strip().toLowerCase(Locale.ROOT);
    }
}
