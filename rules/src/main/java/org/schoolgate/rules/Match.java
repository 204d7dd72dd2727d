package org.schoolgate.rules;

/**
 * One list entry that applies to what was asked, and where it was read.
 *
 * @param matched the part of what was asked that the entry applies to: for a name or pages, the entry's own text; for a range
 *     the address, for an expression what it was found in
 * @param file the file in the source, such as {@code adult/domains}
 * @param line counted from 1
 */
public record Match(NamedList list, ListedEntry entry, String matched, String file, int line) {
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
}
