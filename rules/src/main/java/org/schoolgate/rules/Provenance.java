package org.schoolgate.rules;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a list comes from, so that whoever is told of an entry knows how old it is and on what terms it may be used.
 *
 * @param fetchedAt when its source was obtained, in whole milliseconds; empty when it is not known
 * @param licence in the words of its makers or of whoever loaded it: up to 200 characters, none of them a control character;
 *     empty when nobody said
 */
public record Provenance(Optional<Instant> fetchedAt, String licence) {
    /** Nothing is known; so for what is no list, such as entries of the manager. */
    public static final Provenance UNKNOWN = new Provenance(Optional.empty(), "");

    public static final int MAX_LICENCE = 200;

    /** @throws IllegalArgumentException when the licence is longer or has control characters */
    public Provenance {
        fetchedAt = fetchedAt.map(time -> time.truncatedTo(ChronoUnit.MILLIS));
        if (licence.length() > MAX_LICENCE
                || !Printable.of(licence, MAX_LICENCE).equals(licence)) {
            throw new IllegalArgumentException("licence: \"" + Printable.of(licence, MAX_LICENCE)
                    + "\" (expected: up to " + MAX_LICENCE + " characters, none of them a control character)");
        }
    }

    /** What is known at first of a list whose source is still to be looked at. */
    public static Provenance licensed(String licence) {
        return new Provenance(Optional.empty(), licence);
    }

    /** {@code fetched 2026-11-24T10:42:00Z, licence MIT}; only what is known, and empty when that is nothing. */
    public String text() {
        return Stream.of(
                        fetchedAt.map(time -> "fetched " + time.truncatedTo(ChronoUnit.SECONDS)),
                        Optional.of("licence " + licence).filter(said -> !licence.isEmpty()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }
}
