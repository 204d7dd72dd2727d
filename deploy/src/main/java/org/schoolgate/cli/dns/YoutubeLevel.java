package org.schoolgate.cli.dns;

import java.util.Locale;

/** How much of YouTube is left. */
enum YoutubeLevel {
    STRICT,
    MODERATE,
    /** Nothing is asked of it. */
    OFF;

    /** As written on a command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
