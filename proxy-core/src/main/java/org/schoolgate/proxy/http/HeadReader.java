package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpRequest;

/** How request heads are read where they come in: at the proxy itself, or through a tunnel. */
@FunctionalInterface
interface HeadReader {
    /** @throws MalformedMessageException when there is no one way to read it */
    RequestHead read(HttpRequest decoded) throws MalformedMessageException;
}
