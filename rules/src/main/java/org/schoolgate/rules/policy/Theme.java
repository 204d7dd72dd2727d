package org.schoolgate.rules.policy;

import java.util.Locale;

/** What an alert is about, whichever category, phrase or behaviour raised it. */
public enum Theme {
    SELF_HARM,
    RADICALISATION,
    BULLYING,
    SEXUAL,
    VIOLENCE,
    DRUGS,
    /** With strangers. */
    CONTACT,
    GAMBLING,
    CIRCUMVENTION,
    MALWARE,
    OTHER;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** As written in policies. */
    public String id() {
        return id;
    }
}
