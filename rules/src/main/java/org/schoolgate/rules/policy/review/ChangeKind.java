package org.schoolgate.rules.policy.review;

import java.util.Locale;

/** What a change is about, as far as it matters for who has to agree to it. */
public enum ChangeKind {
    /** A single host that no list has in a category of risk. */
    HOST("single host"),
    /** A single host that a list has in a category of risk, or of which that is not known; or all hosts below a top-level domain. */
    RISK_HOST("host of risk"),
    /** A category of risk: of the vocabulary, or of the policy's own risk floor. */
    RISK_CATEGORY("risk category"),
    /** Other categories, and what is said of all that no rule names. */
    CATEGORY("category rule"),
    /** What search engines and video services are asked to leave out. */
    SAFE_SEARCH("safe search"),
    /** How much is looked at of what goes through. */
    INSPECTION("inspection"),
    /** Which roles there are, and who holds which. */
    ROLES("roles"),
    /** When a place or a role is closed. */
    CLOSURE("closure"),
    /** What is recorded, and what becomes a suspected incident. */
    MONITORING("monitoring"),
    /** The school's own servers, and ports of tunnels in which TLS is looked at. */
    NETWORK("network"),
    /** What this version knows no better. */
    OTHER("other");

    private final String id = name().toLowerCase(Locale.ROOT);
    private final String title;

    ChangeKind(String title) {
        this.title = title;
    }

    boolean isForManagerAlone() {
        return this == HOST || this == NETWORK;
    }

    /** As written in answers. */
    public String id() {
        return id;
    }

    /** In words. */
    public String title() {
        return title;
    }
}
