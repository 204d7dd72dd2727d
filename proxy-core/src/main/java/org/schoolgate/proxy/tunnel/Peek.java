package org.schoolgate.proxy.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.tunnel.ClientHello.Kind;

/**
 * Waits for a client's ClientHello and tells of it once, without consuming it: when this handler is removed, all that has
 * come goes to the next one. Until then nothing more is read. Inbound: bytes; nothing goes out.
 */
final class Peek extends ByteToMessageDecoder {
    private static final ClientHello TOO_LATE = new ClientHello(Kind.NOT_TLS, null);

    private final TunnelLimits limits;
    private final Consumer<ClientHello> listener;
    private boolean isDone;
    private @Nullable Future<?> timer;

    Peek(TunnelLimits limits, Consumer<ClientHello> listener) {
        this.limits = limits;
        this.listener = listener;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        timer = ctx.executor()
                .schedule(() -> done(ctx, TOO_LATE), limits.helloTime().toMillis(), TimeUnit.MILLISECONDS);
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
        ClientHello hello = ClientHello.peek(in);
        if (hello.kind() != Kind.INCOMPLETE) {
            done(ctx, hello);
        }
    }

    private void done(ChannelHandlerContext ctx, ClientHello hello) {
        if (isDone) {
            return;
        }
        isDone = true;
        stopTimer();
        ctx.channel().config().setAutoRead(false);
        listener.accept(hello);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
