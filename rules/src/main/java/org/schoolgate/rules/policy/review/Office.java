package org.schoolgate.rules.policy.review;

import java.util.Locale;

/** What a person is at the school, as far as it matters for agreeing to changes of the policy. One person may be several. */
public enum Office {
    NETWORK_MANAGER,
    /** The designated safeguarding lead. */
    SAFEGUARDING_LEAD,
    DEPUTY_SAFEGUARDING_LEAD,
    HEAD,
    SENIOR_LEADER;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** As written in answers. */
    public String id() {
        return id;
    }

    boolean mayApprove() {
        return this != NETWORK_MANAGER;
    }
}
