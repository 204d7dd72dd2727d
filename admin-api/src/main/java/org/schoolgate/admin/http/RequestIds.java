package org.schoolgate.admin.http;

import com.linecorp.armeria.common.RequestId;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.ThreadLocalRandom;

/** Ids by which one answer and its log lines are matched. Ours alone: one sent by the caller could forge log lines. */
public final class RequestIds {
    static final String HEADER = "request-id";

    private RequestIds() {}

    public static RequestId next() {
        return RequestId.of(ThreadLocalRandom.current().nextLong());
    }

    static String of(ServiceRequestContext ctx) {
        return ctx.id().text();
    }
}
