package org.schoolgate.admin.people;

/**
 * How people or devices are imported.
 *
 * @param source names the export: who is missing from a full one is one that it had before
 * @param full whether the export has all of its people, so that those who are missing have left
 * @param force whether that may be most of them
 */
record ImportOptions(String source, boolean full, boolean force) {}
