package org.schoolgate.rules.policy;

import java.util.Locale;

/** For whom a role is; pages speak to people by it. In order, the audience to be protected most first. */
public enum Audience {
    KS1,
    KS2,
    KS3,
    KS4,
    DEVICE,
    ADULT;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** As written in policies. */
    public String id() {
        return id;
    }

    public boolean isPupil() {
        return compareTo(KS4) <= 0;
    }
}
