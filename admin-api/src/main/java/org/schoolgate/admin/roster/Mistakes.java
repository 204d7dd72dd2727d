package org.schoolgate.admin.roster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Printable;
import org.schoolgate.rules.policy.NearestName;

/** Collects what is wrong with the files of one import: all of it is counted, and the first of it kept. */
public final class Mistakes {
    private static final int KEPT = 1000;
    private static final int QUOTED_CHARS = 60;

    private final List<Mistake> kept = new ArrayList<>();
    private int count;

    public void add(Place place, String message) {
        add(place, message, null);
    }

    /** The text that was found at a place is not what is expected there. */
    void add(Place place, String what, String found, String expected) {
        add(place, "%s: \"%s\" (expected: %s)".formatted(what, Printable.of(found, QUOTED_CHARS), expected));
    }

    /** The name that was found at a place is none of those known. */
    void unknown(Place place, String what, String found, Collection<String> known) {
        add(
                place,
                "%s: \"%s\" (expected: one of %s)"
                        .formatted(what, Printable.of(found, QUOTED_CHARS), String.join(", ", known)),
                NearestName.of(found, known));
    }

    void unknownHeader(Place place, Collection<String> needed, @Nullable String nearest) {
        add(
                place,
                "no header (expected: a row of headings, of which one is %s)".formatted(String.join(" or ", needed)),
                nearest);
    }

    private void add(Place place, String message, @Nullable String nearest) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(new Mistake(place.file(), place.line(), place.column(), message, nearest));
        }
    }

    int count() {
        return count;
    }

    /** @throws InvalidRosterException with what was found so far, in the order of the files and of their lines */
    public void throwIfAny() throws InvalidRosterException {
        if (count > 0) {
            kept.sort(Comparator.comparing(Mistake::file)
                    .thenComparingInt(Mistake::line)
                    .thenComparingInt(Mistake::column));
            throw new InvalidRosterException(kept, count);
        }
    }
}
