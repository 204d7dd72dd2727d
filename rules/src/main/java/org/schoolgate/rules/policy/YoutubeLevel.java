package org.schoolgate.rules.policy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How much of YouTube is left. */
public enum YoutubeLevel {
    STRICT(ServiceMode.YOUTUBE_STRICT),
    MODERATE(ServiceMode.YOUTUBE_MODERATE),
    /** Nothing is asked of it. */
    OFF(null);

    private final String id = name().toLowerCase(Locale.ROOT);
    private final @Nullable ServiceMode mode;

    YoutubeLevel(@Nullable ServiceMode mode) {
        this.mode = mode;
    }

    /** As written in policies and on command lines. */
    public String id() {
        return id;
    }

    /** What YouTube is asked for; null for nothing. */
    public @Nullable ServiceMode mode() {
        return mode;
    }

    /** {@link #id}. */
    @Override
    public String toString() {
        return id;
    }
}
