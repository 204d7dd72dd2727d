package org.schoolgate.rules.index;

import org.schoolgate.rules.Category;
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.Provenance;
import org.schoolgate.rules.list.ListSummary;

/**
 * What an index knows about one of its lists.
 *
 * @param lowerCase whether its pages match without regard to the case of letters
 * @param format {@link org.schoolgate.rules.list.ListFormat#id}; text, because an index may be newer than its reader
 * @param read lines, {@code kept} entries, {@code duplicate} and {@code rejected} names, as in
 *     {@link ListSummary}
 */
public record ListFacts(
        NamedList list, String format, boolean lowerCase, long read, long kept, long duplicate, long rejected) {
    public String name() {
        return list.name();
    }

    public Category category() {
        return list.category();
    }

    public Provenance provenance() {
        return list.provenance();
    }

    static ListFacts of(ListSummary list) {
        return new ListFacts(
                new NamedList(list.name(), list.category(), list.format().exceptions(), list.provenance()),
                list.format().id(),
                list.format().isLowerCase(),
                list.read(),
                list.kept(),
                list.duplicate(),
                list.rejected());
    }
}
