package org.schoolgate.rules.list;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.schoolgate.rules.Printable;
import org.schoolgate.rules.Provenance;

/** The comment by which makers say the licence of a list: {@code ! License: MIT}, {@code # Licence: https://example.org/licence}. */
final class LicenceLine {
    /** It stands among the first lines of a list, or is not looked for. */
    static final int LAST_LINE = 100;

    private static final Pattern LICENCE =
            Pattern.compile("[#!;/\\s]+licen[cs]e\\s*:\\s*(\\S.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private LicenceLine() {}

    /** What the line says; empty when it says nothing of a licence. */
    static String of(String line) {
        Matcher said = LICENCE.matcher(line);
        return said.matches() ? Printable.of(said.group(1), Provenance.MAX_LICENCE) : "";
    }
}
