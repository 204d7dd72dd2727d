package org.schoolgate.proxy.tunnel;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.function.Consumer;
import org.schoolgate.proxy.http.Drain;
import org.schoolgate.proxy.http.Endings;
import org.schoolgate.proxy.http.Faults;
import org.schoolgate.proxy.http.TunnelEnd;

/**
 * One end of an open tunnel: what comes in here goes out there. Reads only while the other end takes it. The end of one
 * direction is passed on and leaves the other open (half-close); an error or a close ends both. Both ends share an event
 * loop.
 */
final class Relay extends ChannelInboundHandlerAdapter {
    private final TunnelEnd side;
    private final Channel other;
    private final TunnelLimits limits;
    private final Consumer<TunnelEnd> ended;
    private int idleTicks;

    private Relay(TunnelEnd side, Channel other, TunnelLimits limits, Consumer<TunnelEnd> ended) {
        this.side = side;
        this.other = other;
        this.limits = limits;
        this.ended = ended;
    }

    /**
     * Lets both ends read, and puts an end on each pipeline.
     *
     * @param ended is told why it ends; only what it is told first is so
     * @param putOnClient puts the client's, and hands it what is held
     */
    static void open(
            Channel client,
            Channel origin,
            TunnelLimits limits,
            Consumer<TunnelEnd> ended,
            Consumer<Relay> putOnClient) {
        for (Channel end : new Channel[] {client, origin}) {
            end.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        }
        client.config().setAutoRead(true);
        origin.pipeline().addLast(new Relay(TunnelEnd.ORIGIN, client, limits, ended));
        putOnClient.accept(new Relay(TunnelEnd.CLIENT, origin, limits, ended));
        origin.config().setAutoRead(true);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        other.write(bytes, other.voidPromise());
        if (!other.isWritable()) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        other.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        other.config().setAutoRead(ctx.channel().isWritable());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ended.accept(side);
            passOnEnd(ctx.channel());
        } else if (event instanceof IdleStateEvent idle) {
            idleTicks = idle.isFirst() ? 1 : idleTicks + 1;
            if (idleTicks >= limits.idleTicks() || isInputShutdown(ctx.channel()) || isInputShutdown(other)) {
                ended.accept(TunnelEnd.IDLE);
                ctx.close();
            }
        } else if (event == Drain.NOW) {
            ended.accept(TunnelEnd.STOPPED);
        }
    }

    /** Shutting down drops what is not yet sent, so it waits for that. */
    private void passOnEnd(Channel ended) {
        other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(sent -> {
            if (other instanceof DuplexChannel duplex && !isInputShutdown(other)) {
                Endings.ofOutput(duplex).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            } else {
                ended.close();
                other.close();
            }
        });
    }

    private static boolean isInputShutdown(Channel channel) {
        return channel instanceof DuplexChannel duplex && duplex.isInputShutdown();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ended.accept(side);
        other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Faults.log("a tunnel", cause);
        ctx.close();
    }
}
