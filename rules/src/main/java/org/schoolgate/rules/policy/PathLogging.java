package org.schoolgate.rules.policy;

/** How much of an address the access log keeps. */
public enum PathLogging {
    PATH_AND_QUERY,
    /** The host alone: a category that is nobody's business in detail, such as banking or health. */
    NONE
}
