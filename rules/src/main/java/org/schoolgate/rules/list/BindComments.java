package org.schoolgate.rules.list;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the comments out of BIND's configuration: {@code #}, {@code //}, and C's, which may go on for lines. */
final class BindComments {
    private static final String END = "*/";
    /** A string is found first, so that nothing within it begins a comment. */
    private static final Pattern STRING_OR_COMMENT = Pattern.compile("\"[^\"]*\"?|#.*|//.*|/\\*(?:.*?\\*/|.*)");

    private int number;
    private int openSince;

    /** The line without white space around it. */
    String strip(String line, int lineNumber) {
        number = lineNumber;
        int start = 0;
        if (openSince > 0) {
            int end = line.indexOf(END);
            if (end < 0) {
                return "";
            }
            start = end + END.length();
            openSince = 0;
        }
        return STRING_OR_COMMENT
                .matcher(line.substring(start))
                .replaceAll(this::replacement)
                .trim();
    }

    private String replacement(MatchResult found) {
        String text = found.group();
        if (text.startsWith("\"")) {
            return Matcher.quoteReplacement(text);
        }
        openSince = text.startsWith("/*") && text.indexOf(END, 2) < 0 ? number : 0;
        return " ";
    }

    /** The line on which the comment begins within which the lines so far end; 0 where there is none. */
    int openSince() {
        return openSince;
    }
}
