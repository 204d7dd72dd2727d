package org.schoolgate.proxy.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.http.Faults;

/**
 * Waits until it is clear what a client says first, and tells of it once, without consuming it: when this handler is
 * removed, all that has come goes to the next one. After that nothing more is read. Inbound: bytes; nothing goes out.
 */
final class Peek extends ByteToMessageDecoder {
    private final TunnelLimits limits;
    private final Consumer<Opening> listener;
    private final OpeningReader reader = new OpeningReader();
    private boolean isDone;
    private @Nullable Future<?> timer;

    Peek(TunnelLimits limits, Consumer<Opening> listener) {
        this.limits = limits;
        this.listener = listener;
    }

    /** Bytes that came and were not handed on. */
    int heldBytes() {
        return actualReadableBytes();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        timer = ctx.executor()
                .schedule(
                        () -> done(ctx, Opening.UNRECOGNISED),
                        limits.openingTime().toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        stopTimer();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        stopTimer();
        super.channelInactive(ctx);
    }

    /** Not as the superclass does it: that one reads on when nothing came out, even while reading is stopped. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.fireChannelReadComplete();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (isDone) {
            ctx.channel().config().setAutoRead(false);
            return;
        }
        if (!ctx.channel().isActive()) {
            return;
        }
        Opening opening = reader.read(in);
        if (opening != null) {
            done(ctx, opening);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Faults.log("a client connection", cause);
        ctx.close();
    }

    private void done(ChannelHandlerContext ctx, Opening opening) {
        if (isDone) {
            return;
        }
        isDone = true;
        stopTimer();
        ctx.channel().config().setAutoRead(false);
        listener.accept(opening);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
