package org.schoolgate.rules;

/**
 * One list entry that applies to what was asked, and where it was read.
 *
 * @param matched the part of what was asked that the entry applies to: for a name or pages, the entry's own text; for a range
 *     the address, for an expression what it was found in, or {@link #NOT_TRIED}
 * @param file the file in the source, such as {@code adult/domains}
 * @param line counted from 1
 */
public record Match(NamedList list, ListedEntry entry, String matched, String file, int line) {
    /**
     * In the place of what an expression was found in, where that is not known: to try it on a URL of that length would take too
     * long. Nothing blocked gets past a filter so: the entry counts as found, unless that would allow, except or accuse.
     */
    public static final String NOT_TRIED = "(not tried on so long a URL)";

    /** That a host, or a parent of it, is on a list. */
    public static Match ofName(NamedList list, Scope scope, Host name, String file, int line) {
        ListedEntry entry = new ListedEntry(ListedEntry.Kind.NAME, name.text(), scope, Effect.LISTED);
        return new Match(list, entry, name.text(), file, line);
    }

    /** What the list is about. */
    public Category category() {
        return list.category();
    }

    public Effect effect() {
        return entry.effect();
    }

    /** Whether it is not known that the entry applies. */
    public boolean isAssumed() {
        return matched.equals(NOT_TRIED);
    }

    /** In words, what the entry was found in; empty where that is its own text. */
    public String foundIn() {
        if (isAssumed()) {
            return "taken for found, as it is too costly for so long a URL";
        }
        return matched.equals(entry.text()) ? "" : "found in " + matched;
    }
}
