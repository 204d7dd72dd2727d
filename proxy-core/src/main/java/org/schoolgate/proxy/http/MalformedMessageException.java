package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpResponseStatus;

/** Why a message is refused. Has no stack trace: bad messages are the outside world's, not a fault of ours. */
final class MalformedMessageException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient HttpResponseStatus status;

    /** @param detail in fixed words, never a part of the message */
    MalformedMessageException(HttpResponseStatus status, String detail) {
        super(detail);
        this.status = status;
    }

    MalformedMessageException(String detail) {
        this(HttpResponseStatus.BAD_REQUEST, detail);
    }

    /** For a request that came by the wrong way, and would be in order by another. */
    static MalformedMessageException misdirected(String detail) {
        return new MalformedMessageException(HttpResponseStatus.MISDIRECTED_REQUEST, detail);
    }

    /** What to answer when the message is a request. */
    HttpResponseStatus status() {
        return status;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
