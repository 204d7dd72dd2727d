package org.schoolgate.rules.list;

import org.schoolgate.rules.Category;

/**
 * One file of a list.
 *
 * @param list the list's name
 * @param path as shown to people: {@code adult/domains}
 */
public record ListFile(String list, ListFormat format, Category category, String path) {}
