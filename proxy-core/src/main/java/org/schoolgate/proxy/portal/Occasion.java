package org.schoolgate.proxy.portal;

import java.util.Locale;

/** Why the proxy speaks instead of an origin. Each has its texts in {@code texts_LANGUAGE.properties}. */
public enum Occasion {
    /** Policy blocks the site. */
    BLOCKED,
    /** The place, or whoever asks, is closed at this time. */
    CLOSED_NOW,
    /** Policy blocks unlisted sites, because lists that it requires are not loaded. */
    LISTS_MISSING,
    /** All but the help set is closed, because the locked list is missing. */
    CLOSED,
    /** No policy is in use yet, or none that can be trusted. */
    NOT_READY,
    BAD_REQUEST,
    /** The address behind the name is inside the school, or nobody's. */
    INSIDE_ADDRESS,
    PORT_NOT_ALLOWED,
    /** The proxy that is used is for clients of other places. */
    OTHER_PLACE,
    /** Everyone signs in where the client is. */
    SIGN_IN,
    /** The name and the password that were given do not belong together. */
    SIGN_IN_FAILED,
    /** Too many wrong passwords came before, or too many people sign in at this moment. */
    SIGN_IN_LATER,
    /** Everyone signs in where the client is, and it cannot. */
    NO_SIGN_IN,
    /** One address asked more than it may in a while. */
    TOO_MANY_REQUESTS,
    NAME_NOT_FOUND,
    UNREACHABLE,
    TIMEOUT,
    /** The origin's answer made no sense, or was not complete. */
    BAD_ANSWER,
    LOOP;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
