package org.schoolgate.rules;

/**
 * One list entry that applies to what was asked, and where it was read.
 *
 * @param scope {@link Scope#EXACT} when the entry is no name
 * @param entry canonical text: {@code example.org}, the host asked for or a parent of it
 * @param file the file in the source, such as {@code adult/domains}
 * @param line counted from 1
 */
public record Match(NamedList list, Effect effect, Scope scope, String entry, String file, int line) {
    /** What the list is about. */
    public Category category() {
        return list.category();
    }
}
