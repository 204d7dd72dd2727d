package org.schoolgate.admin.locked;

import java.time.Instant;

/**
 * That a locked list was put into the slot. The first one armed it.
 *
 * @param number counted from 1
 * @param by who did it, as claimed
 * @param sha256 of the file
 * @param names entries for hosts
 * @param pages entries for pages
 */
public record Locking(int number, Instant at, String by, String sha256, int names, int pages) {
    int entries() {
        return names + pages;
    }
}
