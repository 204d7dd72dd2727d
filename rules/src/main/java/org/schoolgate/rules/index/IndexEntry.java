package org.schoolgate.rules.index;

import org.schoolgate.rules.ListedEntry;
import org.schoolgate.rules.NamedList;

/**
 * One entry of an index, and where it was read.
 *
 * @param file the file in the source, such as {@code adult/domains}
 * @param line counted from 1
 */
public record IndexEntry(NamedList list, ListedEntry entry, String file, int line) {}
