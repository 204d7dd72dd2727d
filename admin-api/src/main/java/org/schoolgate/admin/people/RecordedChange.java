package org.schoolgate.admin.people;

import java.time.Instant;

/**
 * A change in the record of changes.
 *
 * @param number counted from 1
 * @param by who did it, an id of a person as claimed
 */
public record RecordedChange(long number, Instant at, String by, Change change) {}
