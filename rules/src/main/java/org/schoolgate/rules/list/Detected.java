package org.schoolgate.rules.list;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
                refuseMixture(sign, counts, lines);
                return new Detected(sign.format(), evidence(sign, counts, sample));
            }
        }
        throw new ListSourceException("cannot tell its format: " + candidates(counts, lines)
                + " (expected: a format to be named, one of " + ListFormat.ids() + ")");
    }

    /** Names with a mark among names without: does the mark only make it clearer, or does it make the difference? */
    private static void refuseMixture(FormatSign sign, Map<FormatSign, Integer> counts, int lines)
            throws ListSourceException {
        for (FormatSign marked : List.of(FormatSign.WILDCARD, FormatSign.SQUID)) {
            if (sign == FormatSign.DOMAINS && count(counts, marked) >= FEW * lines) {
                throw new ListSourceException(
                        "cannot tell its format: %d of %d names %s (expected: a format to be named,"
                                        .formatted(count(counts, marked), lines, marked.description())
                                + " domains if the others mean all that is below them too, else "
                                + marked.format().id() + ")");
            }
        }
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
