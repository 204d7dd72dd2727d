package org.schoolgate.rules.index;

/**
 * A row of the section table.
 *
 * @param type a {@link SectionType#code}, or one that only a later version knows
 * @param critical whether a reader that does not know the type must refuse the file
 * @param offset from the start of the file
 * @param length in bytes
 * @param count of what the section is a sequence of
 * @param checksum CRC32C of its bytes
 */
record Section(int type, boolean critical, long offset, long length, long count, int checksum) {}
