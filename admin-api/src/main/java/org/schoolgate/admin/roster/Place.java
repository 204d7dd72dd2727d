package org.schoolgate.admin.roster;

/**
 * Where something is written.
 *
 * @param line counted from 1
 * @param column counted from 1, in code points
 */
public record Place(String file, int line, int column) {}
