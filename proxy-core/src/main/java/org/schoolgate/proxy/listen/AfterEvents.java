package org.schoolgate.proxy.listen;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Passes accepted connections on in a task of the loop, when it has worked off its events: the system gives a new socket the
 * number of one that was closed meanwhile, and Netty would take an event of that one for the new one's, and close it. First on a
 * server's channel.
 */
@Sharable
final class AfterEvents extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object accepted) {
        ctx.executor().execute(() -> ctx.fireChannelRead(accepted));
    }
}
