package org.schoolgate.rules.index;

import org.schoolgate.rules.Category;
import org.schoolgate.rules.list.ListSummary;

/**
 * What an index knows about one of its lists.
 *
 * @param format {@link org.schoolgate.rules.list.ListFormat#id}; text, because an index may be newer than its reader
 * @param read lines, {@code kept} entries, {@code duplicate} and {@code rejected} names, as in
 *     {@link ListSummary}
 */
public record ListFacts(
        String name, String format, Category category, long read, long kept, long duplicate, long rejected) {
    static ListFacts of(ListSummary list) {
        return new ListFacts(
                list.name(),
                list.format().id(),
                list.category(),
                list.read(),
                list.kept(),
                list.duplicate(),
                list.rejected());
    }
}
