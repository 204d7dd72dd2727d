package org.schoolgate.rules.index;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.ListedEntry.Kind;

/**
 * A text of which two indexes say different things.
 *
 * @param before none where the earlier index does not have the text
 * @param after none where the later index does not have it
 */
public record IndexChange(Kind kind, String text, Set<Listing> before, Set<Listing> after) {
    /** What became of a text. */
    public enum Type {
        ADDED,
        REMOVED,
        /** It is in other categories than before. */
        RECATEGORISED,
        /** It is in the same categories by other lists, or with another scope or effect. */
        RELISTED
    }

    public IndexChange {
        before = Set.copyOf(before);
        after = Set.copyOf(after);
    }

    public Type type() {
        if (before.isEmpty()) {
            return Type.ADDED;
        }
        if (after.isEmpty()) {
            return Type.REMOVED;
        }
        return categories(before).equals(categories(after)) ? Type.RELISTED : Type.RECATEGORISED;
    }

    /** Those that the listings put a text in; an exception puts it in none. */
    public static SortedSet<Category> categories(Set<Listing> listings) {
        SortedSet<Category> categories = new TreeSet<>();
        for (Listing listing : listings) {
            if (listing.effect() != Effect.EXCEPTED) {
                categories.add(listing.category());
            }
        }
        return categories;
    }
}
