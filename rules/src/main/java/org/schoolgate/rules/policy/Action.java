package org.schoolgate.rules.policy;

import java.util.Locale;

/** What an entry, a rule or a default does. */
public enum Action {
    ALLOW,
    BLOCK;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** As written in policies, records and answers. */
    public String id() {
        return id;
    }

    /** The decision to do this, for that reason. */
    Decision because(Reason reason) {
        return this == ALLOW ? new Decision.Allow(reason) : new Decision.Block(reason);
    }
}
