package org.schoolgate.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.metrics.Recurring;

/**
 * Last in the pipeline of a connection to an origin: hands what comes to the exchange that has the connection now. Owns
 * nothing; what comes without an exchange is released, and the connection closed.
 */
final class OriginHandler extends ChannelInboundHandlerAdapter {
    private final ResponseDecoder decoder;
    private final Duration patrol;
    private @Nullable Future<?> timer;
    private @Nullable Forwarding exchange;

    private OriginHandler(ResponseDecoder decoder, Duration patrol) {
        this.decoder = decoder;
        this.patrol = patrol;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        timer = Recurring.every(patrol, ctx.executor(), "looking whether an origin is late", this::look);
    }

    private void look() {
        if (exchange != null) {
            exchange.lookWhetherOriginIsLate();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /** The pipeline of a connection to an origin, and how often to look whether it is late. */
    static ChannelHandler initializer(Duration patrol) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                ResponseDecoder decoder = new ResponseDecoder();
                channel.pipeline().addLast(decoder, new HttpRequestEncoder(), new OriginHandler(decoder, patrol));
            }
        };
    }

    static OriginHandler of(Channel origin) {
        return origin.pipeline().get(OriginHandler.class);
    }

    /** Lets anything be written, for no exchange. */
    static void endRequests(Channel origin) {
        ChannelPipeline pipeline = origin.pipeline();
        pipeline.remove(OriginHandler.class);
        pipeline.remove(HttpRequestEncoder.class);
    }

    /** Passes what comes on undecoded, and what has come but is not decoded. */
    static void endResponses(Channel origin) {
        origin.pipeline().remove(ResponseDecoder.class);
    }

    /** Gives the connection to an exchange; a response to its request may come. */
    void bind(Forwarding newExchange, boolean isHeadRequest) {
        exchange = newExchange;
        decoder.expect(isHeadRequest);
    }

    /** Takes the connection from its exchange. */
    void unbind() {
        exchange = null;
    }

    /** Whether the origin has said more than its answer. */
    boolean hasMore() {
        return decoder.hasMore();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (exchange == null) {
            ReferenceCountUtil.release(message);
            ctx.close();
            return;
        }
        exchange.originRead((HttpObject) message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.originReadComplete();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.originWritabilityChanged(ctx.channel().isWritable());
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        lost(ctx);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Faults.log("a connection to an origin", cause);
        lost(ctx);
    }

    private void lost(ChannelHandlerContext ctx) {
        Forwarding lost = exchange;
        exchange = null;
        ctx.close();
        if (lost != null) {
            lost.originLost(decoder.hasAnswered());
        }
    }
}
