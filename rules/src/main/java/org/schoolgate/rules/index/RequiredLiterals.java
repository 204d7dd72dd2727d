package org.schoolgate.rules.index;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a regular expression (syntax of RE2, letters of either case match) for literals of which every match holds at least
 * one. Knows less than RE2 does: what it does not understand it takes for something without a literal.
 */
final class RequiredLiterals {
    /** Shorter ones are in too many URLs. */
    static final int MIN_LENGTH = 3;

    /** Of a longer one only the end is sought: enough to be rare, and a bound for the memory of {@link LiteralScan}. */
    private static final int MAX_LENGTH = 16;

    /** What is in one of these is in too many URLs to tell any from others. */
    private static final List<String> COMMON = List.of(
            "http://www.",
            "https://www.",
            ".com/",
            ".org/",
            ".net/",
            ".co.uk/",
            "/index.html?",
            "/index.php?",
            ".aspx?",
            ".jpg",
            ".jpeg",
            ".png",
            ".gif",
            ".css",
            "/images/");

    private static final int MAX_LITERALS = 200;
    private static final int MAX_DEPTH = 100;
    private static final String ZERO_WIDTH = "bBAz";
    private static final Part NOTHING_KNOWN = new Part(null, Set.of());

    private final String pattern;
    private int at;
    private int depth;
    private boolean isTooDeep;

    /**
     * What a part of the expression matches.
     *
     * @param exact the only text, in small letters, if there is but one
     * @param any one of these is in all that it matches; empty when nothing is known
     */
    private record Part(@Nullable String exact, Set<String> any) {
        static Part exactly(String text) {
            return new Part(text, text.isEmpty() ? Set.of() : Set.of(text));
        }

        /** How long the shortest is; 0 when nothing is known, or one of them is common. */
        int worth() {
            return any.stream().mapToInt(Part::worth).min().orElse(0);
        }

        private static int worth(String literal) {
            return COMMON.stream().anyMatch(text -> text.contains(literal)) ? 0 : literal.length();
        }
    }

    private RequiredLiterals(String pattern) {
        this.pattern = pattern;
    }

    /** In small letters, each of {@link #MIN_LENGTH} to {@link #MAX_LENGTH}; empty when there are none. */
    static Collection<String> of(String pattern) {
        RequiredLiterals reader = new RequiredLiterals(pattern);
        Part whole = reader.alternatives();
        if (reader.isTooDeep || whole.worth() < MIN_LENGTH) {
            return Set.of();
        }
        Set<String> ends = new LinkedHashSet<>();
        whole.any().forEach(literal -> ends.add(literal.substring(Math.max(0, literal.length() - MAX_LENGTH))));
        return ends;
    }

    private boolean hasNext() {
        return at < pattern.length();
    }

    private boolean take(char c) {
        boolean taken = hasNext() && pattern.charAt(at) == c;
        at += taken ? 1 : 0;
        return taken;
    }

    /** Up to the end, or the parenthesis that closes the group, which is taken. */
    private Part alternatives() {
        Part first = sequence();
        Set<String> any = new LinkedHashSet<>(first.any());
        boolean known = !any.isEmpty();
        boolean single = true;
        while (take('|')) {
            Part next = sequence();
            known &= !next.any().isEmpty();
            any.addAll(next.any());
            single = false;
        }
        take(')');
        if (single) {
            return first;
        }
        return known && any.size() <= MAX_LITERALS ? new Part(null, any) : NOTHING_KNOWN;
    }

    private Part sequence() {
        Sequence sequence = new Sequence();
        while (hasNext() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            Part atom = atom();
            repeat(sequence, atom);
        }
        return sequence.part();
    }

    private void repeat(Sequence sequence, Part atom) {
        int least = 1;
        boolean repeated = false;
        for (int times = leastTimes(); times >= 0; times = leastTimes()) {
            least = Math.min(least, times);
            repeated = true;
        }
        if (!repeated) {
            sequence.add(atom);
        } else if (least == 0) {
            sequence.add(NOTHING_KNOWN);
        } else {
            sequence.add(atom);
            sequence.add(NOTHING_KNOWN);
            if (atom.exact() != null) {
                sequence.add(atom); // the last one of them, which may go on in what follows
            }
        }
    }

    /** Takes a quantifier and returns its least number, cut to 1; -1 when there is none. */
    private int leastTimes() {
        if (take('*') || take('?')) {
            return 0;
        }
        if (take('+')) {
            return 1;
        }
        int end = hasNext() && pattern.charAt(at) == '{' ? pattern.indexOf('}', at) : -1;
        if (end < 0 || !pattern.substring(at + 1, end).matches("[0-9]+(?:,[0-9]*)?")) {
            return -1;
        }
        boolean none = pattern.substring(at + 1, end).matches("0+(?:,.*)?");
        at = end + 1;
        return none ? 0 : 1;
    }

    private Part atom() {
        char c = pattern.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> characterClass();
            case '\\' -> escape();
            case '^', '$' -> Part.exactly("");
            case '.' -> NOTHING_KNOWN;
            default -> literal(c);
        };
    }

    /** Others than printable ASCII may match a letter of another kind: the Kelvin sign is a k. */
    private static Part literal(char c) {
        return c > ' ' && c < 0x7f ? Part.exactly(String.valueOf(PageHash.lowerCase(c))) : NOTHING_KNOWN;
    }

    private Part group() {
        depth++;
        if (depth > MAX_DEPTH) {
            isTooDeep = true;
            at = pattern.length();
        }
        Part inside = insideOfGroup();
        depth--;
        return inside;
    }

    private Part insideOfGroup() {
        if (!take('?')) {
            return alternatives();
        }
        while (hasNext() && ":)>".indexOf(pattern.charAt(at)) < 0) {
            at++;
        }
        if (!hasNext() || take(')')) {
            return Part.exactly(""); // flags for what follows
        }
        at++;
        return alternatives();
    }

    private Part characterClass() {
        int start = at;
        take('^');
        take(']');
        while (hasNext() && pattern.charAt(at) != ']') {
            if (pattern.startsWith("[:", at) && pattern.indexOf(":]", at) > 0) {
                at = pattern.indexOf(":]", at) + 2;
            } else {
                at += pattern.charAt(at) == '\\' ? 2 : 1;
            }
        }
        boolean isOne = at == start + 1 && pattern.charAt(start) != '^' && pattern.charAt(start) != '\\';
        at++;
        return isOne ? literal(pattern.charAt(start)) : NOTHING_KNOWN;
    }

    private Part escape() {
        if (!hasNext()) {
            return NOTHING_KNOWN;
        }
        char c = pattern.charAt(at++);
        if (c == 'Q') {
            return quoted();
        }
        if (ZERO_WIDTH.indexOf(c) >= 0) {
            return Part.exactly("");
        }
        if (c < 0x80 && !Character.isLetterOrDigit(c)) {
            return literal(c);
        }
        skipRest(c);
        return NOTHING_KNOWN;
    }

    /** RE2 repeats only the last letter of what is quoted; so nothing is said of more. */
    private Part quoted() {
        int end = pattern.indexOf("\\E", at);
        at = end < 0 ? pattern.length() : end + 2;
        return NOTHING_KNOWN;
    }

    /** Of {@code \x41}, {@code \x{41}}, {@code \pL}, {@code \p{Greek}} and {@code \101}. */
    private void skipRest(char escaped) {
        boolean named = escaped == 'x' || escaped == 'p' || escaped == 'P';
        if (named && hasNext() && pattern.charAt(at) == '{') {
            int end = pattern.indexOf('}', at);
            at = end < 0 ? pattern.length() : end + 1;
        } else if (escaped == 'x') {
            at += 2;
        } else if (named) {
            at++;
        } else if (escaped >= '0' && escaped <= '7') {
            for (int i = 0; i < 2 && hasNext() && Character.digit(pattern.charAt(at), 8) >= 0; i++) {
                at++;
            }
        }
    }

    /** Joins what follows each other; keeps the candidate that is worth most. */
    private static final class Sequence {
        private final StringBuilder run = new StringBuilder();
        private Part best = NOTHING_KNOWN;
        private boolean exact = true;

        void add(Part part) {
            if (part.exact() != null) {
                run.append(part.exact());
            } else {
                endRun();
                exact = false;
                consider(part);
            }
        }

        Part part() {
            if (exact) {
                return Part.exactly(run.toString());
            }
            endRun();
            return new Part(null, best.any());
        }

        private void endRun() {
            consider(Part.exactly(run.toString()));
            run.setLength(0);
        }

        private void consider(Part candidate) {
            if (candidate.worth() > best.worth()) {
                best = candidate;
            }
        }
    }
}
