package org.schoolgate.proxy.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection so that what was written last arrives: closing at once, with bytes of the client unread, makes the
 * kernel send a reset, and the client drops an answer it has not read yet (RFC 9112, section 9.6). So our direction is
 * closed first, and what the client still sends is dropped until it closes too, or the time is up, which begins when all
 * is sent. A client that takes nothing is up to the caller.
 */
public final class GentleClose {
    private static final int SECONDS = 2;

    private GentleClose() {}

    /** Call on the channel's event loop; what was written before is flushed. */
    public static void of(Channel channel) {
        if (!(channel instanceof DuplexChannel duplex) || duplex.isInputShutdown()) {
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        channel.pipeline().addFirst(new Drop());
        channel.config().setAutoRead(true);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(flushed -> {
            Endings.ofOutput(duplex).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            channel.eventLoop().schedule(() -> channel.close(), SECONDS, TimeUnit.SECONDS);
        });
    }

    private static final class Drop extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
        }
    }
}
