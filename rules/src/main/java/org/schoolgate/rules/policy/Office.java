package org.schoolgate.rules.policy;

import java.util.Locale;

/** An office that people hold at a school, as far as the product has something to do with it. */
public enum Office {
    /** Leads safeguarding: alerts go there. */
    DSL("Designated safeguarding lead"),
    DEPUTY("Deputy designated safeguarding lead"),
    HEAD("Head teacher"),
    NETWORK_MANAGER("Network manager"),
    GOVERNORS("Governors");

    private final String id = name().toLowerCase(Locale.ROOT);
    private final String standardTitle;

    Office(String standardTitle) {
        this.standardTitle = standardTitle;
    }

    /** As written in policies. */
    public String id() {
        return id;
    }

    /** Of a school that does not say what it is called there. */
    public String standardTitle() {
        return standardTitle;
    }
}
