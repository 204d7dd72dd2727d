package org.schoolgate.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/** How connections end, in TLS too, where the other side can tell an end from a cut (RFC 8446, section 6.1). */
public final class Endings {
    private Endings() {}

    /** Says that nothing more comes from us; what was sent before arrives. */
    public static ChannelFuture ofOutput(DuplexChannel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            return channel.shutdownOutput();
        }
        ChannelPromise ended = channel.newPromise();
        tls.closeOutbound().addListener(said -> channel.shutdownOutput(ended));
        return ended;
    }

    /** Closes without saying that it was meant to end here. */
    static void cut(Channel channel) {
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first == null) {
            channel.close();
        } else {
            first.close();
        }
    }
}
