package org.schoolgate.proxy.http;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;

/** Writes responses to a client; knows that an answer to HEAD has a length but no body. */
final class ResponseEncoder extends HttpResponseEncoder {
    private boolean isHeadRequest;

    /** What the responses to come answer. */
    void answering(boolean isHead) {
        isHeadRequest = isHead;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
        return isHeadRequest && response.status().codeClass() != HttpStatusClass.INFORMATIONAL
                || super.isContentAlwaysEmpty(response);
    }
}
