package org.schoolgate.rules.policy.review;

import java.util.Locale;

/** Which way a change goes. What cannot be told counts as loosening. */
public enum Direction {
    /** More is reached than before, or less of it is seen. */
    LOOSENING,
    TIGHTENING,
    /** Nothing is decided otherwise by it. */
    NEUTRAL;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** As written in answers. */
    public String id() {
        return id;
    }

    static Direction looseningIf(boolean isLooser) {
        return isLooser ? LOOSENING : TIGHTENING;
    }
}
