package org.schoolgate.admin.roster;

/**
 * A cell of a table.
 *
 * @param text without the quotes around it and the white space at its ends; empty where the row has no such cell
 */
record Cell(String text, Place place) {
    boolean isEmpty() {
        return text.isEmpty();
    }
}
