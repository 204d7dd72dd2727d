package org.schoolgate.rules.list;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.io.IOException;
import java.util.List;
import org.schoolgate.rules.Effect;

/**
 * A regular expression a line, looked for in whole URLs, in letters of either case. One that begins with {@code ^} is
 * meant to begin behind the scheme, as squidGuard and e2guardian see URLs, and may begin before it too.
 */
final class ExpressionsReader implements ListReader {
    private static final int MAX_LENGTH = 1000;
    /** What is found in both is found in nearly all. */
    private static final List<String> UNRELATED_URLS = List.of("http://a.example/", "https://0.invalid/");

    private static final String SCHEME = "^(?:https?://)?";

    @Override
    public void read(String line, LineOutcome out) throws IOException {
        if (line.charAt(0) == '#') {
            return;
        }
        out.count();
        String pattern = line.startsWith("^") ? SCHEME + line.substring(1) : line;
        String problem = problem(pattern);
        if (problem.isEmpty()) {
            out.entry(line, new ListEntry.Expression(pattern), Effect.LISTED);
        } else {
            out.reject(line, problem);
        }
    }

    /** Why an expression cannot be taken; empty when it can. */
    static String problem(String pattern) {
        if (pattern.length() > MAX_LENGTH || Repeats.product(pattern) > Repeats.MAX) {
            return "expression that is too large";
        }
        try {
            Pattern compiled = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE);
            boolean isInAll = compiled.matcher("").find()
                    || UNRELATED_URLS.stream()
                            .allMatch(url -> compiled.matcher(url).find());
            return isInAll ? "expression that is found in every URL" : "";
        } catch (PatternSyntaxException e) {
            return "no regular expression of RE2 (" + e.getDescription() + ")";
        }
    }
}
