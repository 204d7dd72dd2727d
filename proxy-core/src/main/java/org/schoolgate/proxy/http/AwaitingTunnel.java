package org.schoolgate.proxy.http;

import io.netty.channel.ChannelHandler;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.identity.SignedIn;
import org.schoolgate.proxy.origin.Target;

/** How a client that waits for a tunnel is told what becomes of it: by HTTP, or, where it knows of none, by nothing. */
interface AwaitingTunnel {
    /** Whether neither was said yet. */
    boolean isConnectingTunnel();

    /** Says no, and records the exchange. */
    void refuse(Refusal refusal);

    /** Says yes; what the client sends from here on comes to {@code next} as bytes. */
    void becomeTunnel(ChannelHandler next);

    /**
     * Serves the requests that come through the tunnel; they are for its target alone.
     *
     * @param opener who signed in when it was opened; null for nobody
     */
    void serveThroughTunnel(Target tunnel, @Nullable SignedIn opener);
}
