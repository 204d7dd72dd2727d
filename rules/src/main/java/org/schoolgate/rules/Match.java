package org.schoolgate.rules;

/**
 * One list entry that applies to the host asked for, and where it was read.
 *
 * @param list name of the list, such as {@code ut1/adult}
 * @param entry the listed host in canonical form: the one asked for, or a parent of it
 * @param file the file in the source, such as {@code adult/domains}
 * @param line counted from 1
 */
public record Match(String list, Category category, Scope scope, String entry, String file, int line) {}
