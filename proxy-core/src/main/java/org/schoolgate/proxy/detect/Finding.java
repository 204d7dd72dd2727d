package org.schoolgate.proxy.detect;

/** What is to be raised for a sighting; later ones are graver than those before them, but for alerts, which come first. */
public enum Finding {
    NOTHING,
    /** One of those below, of a client that has had its share of the hour. */
    WITHHELD,
    /** A block in an alerting category: the first of its page view. */
    ALERT,
    /** One refusal too many. */
    REPEATED,
    /** Deliberate circumvention: a different act than the one before, after a block page was shown. */
    CIRCUMVENTION
}
