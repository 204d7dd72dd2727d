package org.schoolgate.proxy.syslog;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.handler.timeout.WriteTimeoutHandler;

/**
 * Last in the pipeline to a log server: tells when the handshake is done and when the connection has ended. What the
 * server says is dropped; the protocol has no answers.
 */
final class SyslogConnection extends SimpleChannelInboundHandler<ByteBuf> {
    private static final int WRITE_SECONDS = 60;
    private static final long CLOSE_NOTIFY_MILLIS = 500;

    /** Called on the connection's event loop. */
    interface Listener {
        void connected(Channel channel);

        /** Once, whether or not it was connected before. */
        void ended(String why);
    }

    private final Listener listener;
    private String why = "closed by the server";

    private SyslogConnection(Listener listener) {
        this.listener = listener;
    }

    /** The pipeline; a server that takes nothing for a minute has its connection closed. */
    static ChannelHandler initializer(SslContext tls, SyslogServer server, Listener listener) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                SslHandler handler = tls.newHandler(channel.alloc(), server.host(), server.port());
                handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
                channel.pipeline()
                        .addLast(handler, new WriteTimeoutHandler(WRITE_SECONDS), new SyslogConnection(listener));
            }
        };
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (handshake.isSuccess()) {
                listener.connected(ctx.channel());
            } else {
                why = handshake.cause().toString();
            }
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, ByteBuf said) {
        // Dropped; the superclass releases it.
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        listener.ended(why);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        why = cause.toString();
        ctx.close();
    }
}
