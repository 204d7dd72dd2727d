package org.schoolgate.rules.url;

/** Who stands behind a public suffix. */
public enum SuffixSection {
    /** A registry of the domain name system: {@code com}, {@code co.uk}. */
    ICANN,
    /** A company that gives out names below its own, such as a host of blogs or of dynamic addresses. */
    PRIVATE,
    /** No public suffix that the list knows. */
    NONE
}
