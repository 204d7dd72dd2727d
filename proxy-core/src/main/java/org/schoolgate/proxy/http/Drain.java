package org.schoolgate.proxy.http;

/** Events for client pipelines: the gateway stops. */
public enum Drain {
    /** It is about to. Idle connections close, busy ones after their exchange. */
    NOW,
    /** The time for that is up: what is left is closed by us. */
    OVER
}
