package org.schoolgate.rules.policy;

import java.util.Locale;

/** The one order of precedence: the first step that has something to say about a request decides it. */
public enum Step {
    /** Illegal lists in the locked slot; nothing lifts them. */
    LOCKED,
    /** Helplines and reporting services: always reachable, nobody is asked who they are. */
    HELP,
    /** What devices need to work at all: always reachable, nobody is asked who they are. */
    INFRASTRUCTURE,
    /** Sign-in or an agreement is needed here. */
    WHO,
    /** Blocked now, for all. */
    CONTAINMENT,
    /** Malware, phishing, extremism, and what the policy adds. */
    RISK_FLOOR,
    /** Of one person, or an exam. */
    RESTRICTION,
    /** A lesson grant, a duty exception, an open supervised session. */
    GRANT,
    /** The zone or the device is closed at this time. */
    CLOSURE,
    /** Hosts that a manager's entry, a policy entry or a rule names; the longest host wins. */
    NAMED,
    /** Categories by role; one blocked category is enough. */
    CATEGORY,
    /** The role's rule for sites that no list knows. */
    UNLISTED,
    /** The role's default for the rest. */
    DEFAULT;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** From 1, the strongest. */
    public int number() {
        return ordinal() + 1;
    }

    /** As written in records, answers and traces, such as {@code risk_floor}. */
    public String id() {
        return id;
    }
}
