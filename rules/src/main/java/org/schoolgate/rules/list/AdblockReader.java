package org.schoolgate.rules.list;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.schoolgate.rules.Scope;

/**
 * Network rules of Adblock Plus, uBlock Origin and AdGuard, as far as they say of a host or of pages that they are
 * blocked, whoever asks: {@code ||host^} and {@code ||host/path}. A rule with a condition is not taken, because without
 * it it would block more than it says; rules that hide parts of pages concern no filter on the way.
 */
final class AdblockReader implements ListReader {
    private static final Pattern COSMETIC = Pattern.compile("#[@?%$]{0,3}#|\\$@?\\$");
    private static final Pattern HEADER = Pattern.compile("\\[.*]");

    private final Set<String> disabled;
    private final Conditionals conditionals = new Conditionals();

    /** @param disabled {@link AdblockRule#identity} of the rules that the list takes back by {@code $badfilter} */
    AdblockReader(Set<String> disabled) {
        this.disabled = disabled;
    }

    @Override
    public void read(String line, LineOutcome out) throws IOException {
        String problem = conditionals.read(line);
        if (!problem.isEmpty()) {
            out.reject(line, problem);
        } else if (!isComment(line)) {
            out.count();
            if (conditionals.isSkipping()) {
                out.seen("rules for other programs (!#if, !+ PLATFORM)");
            } else if (isCosmetic(line)) {
                out.seen("rules about parts of pages");
            } else {
                readRule(line, out);
            }
        }
    }

    static boolean isComment(String line) {
        return line.charAt(0) == '!' || HEADER.matcher(line).matches() || line.equals("#") || line.startsWith("# ");
    }

    static boolean isCosmetic(String line) {
        return COSMETIC.matcher(line).find();
    }

    private void readRule(String line, LineOutcome out) throws IOException {
        AdblockRule rule = AdblockRule.parse(line);
        if (rule.has("badfilter")) {
            out.seen("rules that take back another ($badfilter)");
            return;
        }
        String condition = AdblockOptions.problem(rule.options());
        if (disabled.contains(rule.identity())) {
            out.seen("rules taken back by $badfilter");
        } else if (condition.isEmpty()) {
            readPattern(line, rule, out);
        } else {
            out.reject(line, condition);
        }
    }

    private static void readPattern(String line, AdblockRule rule, LineOutcome out) throws IOException {
        AdblockPattern pattern = AdblockPattern.parse(rule.pattern(), rule.isException());
        if (!pattern.problem().isEmpty()) {
            out.reject(line, pattern.problem());
            return;
        }
        if (rule.isException() && rule.has("important")) {
            out.seen("exceptions with $important, taken as others: important rules stand above them");
        }
        if (pattern.path().isEmpty()) {
            out.name(pattern.host(), Scope.NAME_AND_BELOW, rule.effect());
        } else {
            readPages(line, rule, pattern, out);
        }
    }

    private static void readPages(String line, AdblockRule rule, AdblockPattern pattern, LineOutcome out)
            throws IOException {
        PageAddress address = PageAddress.read(pattern.host() + pattern.path(), out);
        if (address == null) {
            return;
        }
        if (address.hasCapitals() && !rule.has("match-case")) {
            out.reject(line, "capital letters in pages of which case does not count");
            return;
        }
        if (!pattern.hasEnd()) {
            out.seen("pages whose name may go on, taken where it does not");
        }
        Scope scope = address.host().isAddress() ? Scope.EXACT : Scope.NAME_AND_BELOW;
        out.entry(line, new ListEntry.Pages(address.host(), scope, address.key()), rule.effect());
    }
}
