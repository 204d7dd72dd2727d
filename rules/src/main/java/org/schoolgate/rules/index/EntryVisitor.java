package org.schoolgate.rules.index;

import java.io.IOException;
import java.util.List;

/** Is given all entries of an index, see {@link Index#forEach}. */
@FunctionalInterface
public interface EntryVisitor {
    /** @param entries all that have one kind and text: of different lists, or of different scope or effect in one; never empty */
    void visit(List<IndexEntry> entries) throws IOException;
}
