package org.schoolgate.rules.policy;

import java.util.Locale;

/** How the proxy was asked. */
public enum Scheme {
    /** A request in the clear: the whole URL is known. */
    HTTP,
    /** A tunnel: only host and port are known. */
    CONNECT;

    private final String id = name().toLowerCase(Locale.ROOT);

    /** As written in records and answers. */
    public String id() {
        return id;
    }
}
