package org.schoolgate.proxy.http;

import io.netty.channel.Channel;

/**
 * Whether a channel is read. It is as long as nobody has a reason against: what is read must have somewhere to go.
 * Confined to the channel's event loop.
 */
final class ReadGate {
    /** Why reading stops. */
    enum Reason {
        /** What was read last is not yet wanted. */
        HELD,
        /** The other side has not taken what it got. */
        PEER_FULL
    }

    private final Channel channel;
    private boolean held;
    private boolean peerFull;

    ReadGate(Channel channel) {
        this.channel = channel;
    }

    void set(Reason reason, boolean stop) {
        if (reason == Reason.HELD) {
            held = stop;
        } else {
            peerFull = stop;
        }
        channel.config().setAutoRead(!held && !peerFull);
    }
}
