package org.schoolgate.rules.list;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a file seems to be.
 *
 * @param evidence for people: how many lines say so
 */
record Detected(ListFormat format, String evidence) {
    static final Detected EMPTY = new Detected(ListFormat.DOMAINS, "there is no line in it");

    /** Of the lines; a list may have its blunders. */
    private static final double MOST = 0.9;

    /** So few marks or paths among names may be blunders; with more of them it matters what an unmarked name means. */
    private static final double FEW = 0.02;

    /** A name without a mark; an address means itself in every format. */
    private static final Pattern NAME =
            Pattern.compile("[\\w-][\\w.-]*\\.[^\\W\\d][\\w-]*\\.?(?:\\s+#.*)?", Pattern.UNICODE_CHARACTER_CLASS);

    /** @throws ListSourceException when no format fits, or several that would make different lists of it */
    static Detected of(LineSample sample) throws ListSourceException {
        if (sample.lines().isEmpty()) {
            return EMPTY;
        }
        Map<FormatSign, Integer> counts = counts(sample.lines());
        int lines = sample.lines().size();
        for (FormatSign sign : FormatSign.values()) {
            double least = sign == FormatSign.DOMAINS ? 1 - FEW : MOST;
            if (count(counts, sign) >= least * lines) {
                refuseMixture(sign, counts, sample.lines());
                return new Detected(sign.format(), evidence(sign, counts, sample));
            }
        }
        throw new ListSourceException("cannot tell its format: " + candidates(counts, lines)
                + " (expected: a format to be named, one of " + ListFormat.ids() + ")");
    }

    /** Names that mean more in one format than in the other: who made the list knows which, its lines do not say. */
    private static void refuseMixture(FormatSign sign, Map<FormatSign, Integer> counts, List<String> lines)
            throws ListSourceException {
        long names = lines.stream().filter(line -> NAME.matcher(line).matches()).count();
        for (FormatSign marked : List.of(FormatSign.WILDCARD, FormatSign.SQUID)) {
            boolean isMarked = sign == marked && names >= FEW * lines.size();
            if (isMarked || sign == FormatSign.DOMAINS && count(counts, marked) >= FEW * lines.size()) {
                throw mixture(count(counts, marked), lines.size(), marked);
            }
        }
        int urls = lines.size() - count(counts, FormatSign.DOMAINS);
        if (sign == FormatSign.URLS && names > urls) {
            throw mixture(urls, lines.size(), sign);
        }
    }

    private static ListSourceException mixture(int marked, int lines, FormatSign sign) {
        String what = sign == FormatSign.URLS ? "lines are URLs" : "names " + sign.description();
        return new ListSourceException(
                "cannot tell its format: %d of %d %s (expected: a format to be named,".formatted(marked, lines, what)
                        + " domains if the others mean all that is below them too, else "
                        + sign.format().id() + ")");
    }

    private static Map<FormatSign, Integer> counts(List<String> lines) {
        Map<FormatSign, Integer> counts = new EnumMap<>(FormatSign.class);
        for (String line : lines) {
            for (FormatSign sign : FormatSign.values()) {
                if (sign.isOn(line)) {
                    counts.merge(sign, 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    private static int count(Map<FormatSign, Integer> counts, FormatSign sign) {
        return counts.getOrDefault(sign, 0);
    }

    private static String evidence(FormatSign sign, Map<FormatSign, Integer> counts, LineSample sample) {
        int lines = sample.lines().size();
        return count(counts, sign) + " of " + lines + " lines" + (sample.isThinned() ? " from all over the file " : " ")
                + sign.description();
    }

    private static String candidates(Map<FormatSign, Integer> counts, int lines) {
        String most = counts.entrySet().stream()
                .sorted(Map.Entry.<FormatSign, Integer>comparingByValue().reversed())
                .limit(3)
                .map(entry -> "%d %s (%s)"
                        .formatted(
                                entry.getValue(),
                                entry.getKey().description(),
                                entry.getKey().format().id()))
                .collect(Collectors.joining(", "));
        return "of " + lines + " lines " + (most.isEmpty() ? "none looks like an entry" : most);
    }
}
