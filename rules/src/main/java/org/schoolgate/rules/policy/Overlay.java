package org.schoolgate.rules.policy;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.Verdict;
import org.schoolgate.rules.policy.Edit.IgnoreList;
import org.schoolgate.rules.policy.Edit.Recategorise;

/**
 * The manager's entries that correct what lists say, laid over the verdict of the lists before any step of precedence looks
 * at it. What is protected stays as it was: one person alone does not take a host out of a category of risk.
 */
final class Overlay {
    /** Name of the list that recategorised hosts are on in explanations. */
    static final String LIST = "manager";

    /** Of two entries for one host the later counts: it is what the manager thinks now. */
    private static final Comparator<TypedEntry<?>> LATEST =
            comparing((TypedEntry<?> entry) -> entry.entry().createdAt()).reversed();

    private final HostTable<TypedEntry<Recategorise>> recategorised;
    private final HostTable<TypedEntry<IgnoreList>> ignored;

    Overlay(List<ManagerEntry> entries) {
        this.recategorised = new HostTable<>(TypedEntry.of(entries, Recategorise.class), TypedEntry::pattern, LATEST);
        this.ignored = new HostTable<>(TypedEntry.of(entries, IgnoreList.class), TypedEntry::pattern, LATEST);
    }

    /** The verdict as it is to be decided by; the one given where no entry is about its host. */
    Verdict over(Verdict known, Predicate<Category> isProtected) {
        TypedEntry<Recategorise> category = recategorised.nearest(known.host());
        List<TypedEntry<IgnoreList>> ignoring = ignored.all(known.host());
        if (category == null && ignoring.isEmpty()) {
            return known;
        }
        List<Match> matches = new ArrayList<>();
        for (Match match : known.matches()) {
            if (isProtected.test(match.category()) || category == null && !isIgnored(match, ignoring)) {
                matches.add(match);
            }
        }
        if (category != null) {
            matches.add(match(category));
            matches.sort(
                    comparingInt((Match match) -> match.entry().host().length()).reversed());
        }
        return new Verdict(known.host(), matches);
    }

    private static boolean isIgnored(Match match, List<TypedEntry<IgnoreList>> ignoring) {
        String list = match.list().name();
        return ignoring.stream().anyMatch(entry -> entry.edit().covers(list));
    }

    /** Whether the match is none of a list, but of the entry that recategorises the host. */
    boolean made(Match match, Host host) {
        TypedEntry<Recategorise> category = recategorised.nearest(host);
        return category != null && match.equals(match(category));
    }

    private static Match match(TypedEntry<Recategorise> entry) {
        HostPattern pattern = entry.pattern();
        return Match.ofName(
                new NamedList(LIST, entry.edit().category()),
                pattern.scope(),
                pattern.host(),
                LIST + "/" + entry.entry().id(),
                1);
    }

    /**
     * What was changed, in words for a network manager; and what was not, although an entry wants it.
     *
     * @param verdict that {@link #over} gave
     */
    List<String> explain(Verdict verdict) {
        List<String> lines = new ArrayList<>();
        Host host = verdict.host();
        TypedEntry<Recategorise> category = recategorised.nearest(host);
        if (category != null) {
            lines.add("counts as " + category.edit().category() + " by " + source(category.entry())
                    + ", in place of what lists say" + exceptFor(firstOfLists(verdict)));
        }
        for (TypedEntry<IgnoreList> entry : ignored.all(host)) {
            lines.add("list " + entry.edit().list() + " ignored here by " + source(entry.entry())
                    + exceptFor(firstOf(
                            verdict, match -> entry.edit().covers(match.list().name()))));
        }
        return lines;
    }

    private static @Nullable Match firstOfLists(Verdict verdict) {
        return firstOf(verdict, match -> !match.list().name().equals(LIST));
    }

    private static @Nullable Match firstOf(Verdict verdict, Predicate<Match> wanted) {
        return verdict.matches().stream().filter(wanted).findFirst().orElse(null);
    }

    private static String exceptFor(@Nullable Match stays) {
        return stays == null
                ? ""
                : "; but " + stays.category() + " (list " + stays.list().name() + ") stays, being a risk";
    }

    private static String source(ManagerEntry entry) {
        return "entry " + entry.id() + " of "
                + entry.createdAt().atOffset(ZoneOffset.UTC).toLocalDate() + " for " + entry.pattern();
    }
}
