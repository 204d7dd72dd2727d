package org.schoolgate.endtoend;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;

/** A server that releases no buffer, and closes each connection once it has read from it. */
final class LosesBuffers {
    private LosesBuffers() {}

    public static void main(String[] arguments) {
        InetSocketAddress address = (InetSocketAddress) new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory()))
                .channel(NioServerSocketChannel.class)
                .childHandler(new Loser())
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel()
                .localAddress();
        System.out.println("loser ready proxy=127.0.0.1:" + address.getPort());
    }

    @Sharable
    private static final class Loser extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ctx.close();
        }
    }
}
