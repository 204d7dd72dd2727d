package org.schoolgate.rules.policy.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.calendar.Calendar;
import org.schoolgate.rules.calendar.Marks;
import org.schoolgate.rules.calendar.SchoolTime;
import org.schoolgate.rules.calendar.TimeWord;
import org.schoolgate.rules.calendar.When;

/**
 * The kinds of instants that there are within a year for a role, as two policies tell them apart; in any two of one kind each of
 * them decides the same. What happens in some of the kinds can be said in words.
 */
final class Situations {
    private static final List<TimeWord> WORDS = List.of(
            TimeWord.LESSON,
            TimeWord.BREAK,
            TimeWord.SCHOOL_HOURS,
            TimeWord.OUTSIDE_SCHOOL,
            TimeWord.TEACHING_HOURS,
            TimeWord.EXAM,
            TimeWord.DUTY,
            TimeWord.SCHOOL_DAY,
            TimeWord.TERM);

    /** A time, by the calendar of one of the policies. */
    private record Known(Calendar calendar, When when) {}

    private final List<Known> times = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private final List<Situation> all = new ArrayList<>();
    private final Map<Asked, String> said = new HashMap<>();
    private final Side after;
    private final Set<String> roles;
    /** How many of the times, the first ones, a policy uses; the others only have words. */
    private int used;

    private Situations(Side after, Set<String> roles) {
        this.after = after;
        this.roles = roles;
    }

    /**
     * Looks at every mark of both calendars from that instant on.
     *
     * @param roles of whoever asks: the role, and all that it extends, before and after
     */
    static Situations of(Side before, Side after, Set<String> roles, Instant from) {
        Situations found = new Situations(after, roles);
        Set<When> used = new LinkedHashSet<>(after.times());
        used.addAll(before.times());
        if (used.isEmpty()) {
            found.all.add(new Situation(from, new BitSet()));
            return found;
        }
        boolean isSameCalendar =
                before.document().calendar().equals(after.document().calendar());
        Calendar calendarBefore =
                isSameCalendar ? after.document().calendar() : before.document().calendar();
        String suffix = isSameCalendar ? "" : " of the calendar before";
        found.knowUsed(after, after.document().calendar(), "");
        found.knowUsed(before, calendarBefore, suffix);
        found.used = found.times.size();
        WORDS.forEach(word -> found.know(after.document().calendar(), word, TimeWording.of(word)));
        WORDS.forEach(word -> found.know(calendarBefore, word, TimeWording.of(word) + suffix));
        found.lookAhead(before, from);
        return found;
    }

    /** In an order that does not depend on how the document is ordered, so that the same is always said in the same words. */
    private void knowUsed(Side side, Calendar calendar, String suffix) {
        named(side).forEach((name, when) -> know(calendar, when, "in \"" + name + "\"" + suffix));
        side.times().stream()
                .sorted(Comparator.comparing(TimeWording::of))
                .forEach(when -> knowWithParts(calendar, when, suffix));
    }

    private void knowWithParts(Calendar calendar, When when, String suffix) {
        know(calendar, when, TimeWording.of(when) + suffix);
        if (when instanceof When.AnyOf any) {
            any.times().forEach(part -> knowWithParts(calendar, part, suffix));
        }
    }

    private static Map<String, When> named(Side side) {
        return side.document().times();
    }

    private void know(Calendar calendar, When when, String text) {
        Known known = new Known(calendar, plain(when));
        if (!times.contains(known)) {
            times.add(known);
            words.add(text);
        }
    }

    /** A list of one time is that time. */
    private static When plain(When when) {
        return when instanceof When.AnyOf any && any.times().size() == 1
                ? plain(any.times().get(0))
                : when;
    }

    private void lookAhead(Side before, Instant from) {
        Marks ofBefore = marks(before);
        Marks ofAfter = marks(after);
        Map<BitSet, Situation> seen = new LinkedHashMap<>();
        Instant end = from.plus(Marks.HORIZON);
        for (Instant at = from; at.isBefore(end); at = earlier(ofBefore.next(at), ofAfter.next(at))) {
            seen.putIfAbsent(holding(at), new Situation(at, holding(at)));
        }
        all.addAll(seen.values());
    }

    private Marks marks(Side side) {
        List<When> whens = new ArrayList<>(side.times());
        whens.addAll(side.document().times().values());
        return Marks.of(side.document().calendar(), whens);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private BitSet holding(Instant at) {
        BitSet holding = new BitSet(times.size());
        Map<Calendar, SchoolTime> now = new IdentityHashMap<>();
        for (int i = 0; i < times.size(); i++) {
            Calendar calendar = times.get(i).calendar();
            SchoolTime time = now.computeIfAbsent(calendar, key -> key.at(at, roles));
            holding.set(i, times.get(i).when().holds(time));
        }
        return holding;
    }

    List<Situation> all() {
        return all;
    }

    /** When these are, in words; empty when they are all there is. */
    String words(Set<Situation> some) {
        return words(some, all);
    }

    /** When these are, of some that alone are looked at. */
    String words(Set<Situation> some, Collection<Situation> among) {
        return some.size() == among.size()
                ? ""
                : said.computeIfAbsent(new Asked(some, Set.copyOf(among)), asked -> new Search(asked).words());
    }

    private record Asked(Set<Situation> some, Set<Situation> among) {}

    /** For the fewest words that say it: one time, all but one, then two. */
    private final class Search {
        private final Asked asked;

        Search(Asked asked) {
            this.asked = asked;
        }

        String words() {
            String found = wordsOfOne(0, used);
            found = found == null ? wordsOfOne(used, times.size()) : found;
            return found == null ? wordsOfTwo() : found;
        }

        private @Nullable String wordsOfOne(int from, int to) {
            for (int i = from; i < to; i++) {
                if (isWhen(bit(i))) {
                    return words.get(i);
                }
            }
            for (int i = from; i < to; i++) {
                if (isWhen(bit(i).negate())) {
                    return "except " + words.get(i);
                }
            }
            return null;
        }

        private String wordsOfTwo() {
            for (int i = 0; i < times.size(); i++) {
                for (int j = 0; j < times.size(); j++) {
                    String found = i == j ? null : wordsOfTwo(i, j);
                    if (found != null) {
                        return found;
                    }
                }
            }
            return "at some times, first on " + first(asked.some());
        }

        private @Nullable String wordsOfTwo(int i, int j) {
            if (i < j && isWhen(bit(i).or(bit(j)))) {
                return words.get(i) + " and " + words.get(j);
            }
            if (isWhen(bit(i).and(bit(j).negate()))) {
                return words.get(i) + ", but not " + words.get(j);
            }
            return i < j && isWhen(bit(i).and(bit(j))) ? words.get(i) + ", if also " + words.get(j) : null;
        }

        private boolean isWhen(Predicate<Situation> test) {
            return asked.among().stream()
                    .allMatch(situation -> test.test(situation) == asked.some().contains(situation));
        }

        private static Predicate<Situation> bit(int i) {
            return situation -> situation.holding().get(i);
        }
    }

    private String first(Set<Situation> some) {
        Instant first = some.stream().map(Situation::at).min(Instant::compareTo).orElseThrow();
        return after.policy().clock(first);
    }
}
