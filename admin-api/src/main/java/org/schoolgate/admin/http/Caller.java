package org.schoolgate.admin.http;

import com.linecorp.armeria.server.ServiceRequestContext;
import io.netty.util.AttributeKey;

/** Whom a token belongs to. */
public sealed interface Caller {
    /** Holds the administrator's token. */
    record Administrator() implements Caller {}

    /** One enrolled gateway. */
    record Gateway(int number) implements Caller {}

    AttributeKey<Caller> KEY = AttributeKey.valueOf(Caller.class, "CALLER");

    /** The gateway that calls a route which only gateways may call. */
    static int gateway(ServiceRequestContext ctx) {
        if (ctx.attr(KEY) instanceof Gateway gateway) {
            return gateway.number();
        }
        throw new IllegalStateException("not a gateway's route: " + ctx.config().route());
    }
}
