package org.schoolgate.proxy.http;

/** Event for client pipelines: the gateway is about to stop. Idle connections close, busy ones after their exchange. */
public enum Drain {
    NOW
}
