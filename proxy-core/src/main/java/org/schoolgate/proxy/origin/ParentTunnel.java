package org.schoolgate.proxy.origin;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.origin.DialException.Outcome;

/**
 * Has a parent proxy open a tunnel (RFC 9110, section 9.3.6): asks when it is added, and goes when somebody reads from the
 * channel after the answer; what came right behind the answer is the origin's, and is passed on then.
 */
final class ParentTunnel extends ChannelDuplexHandler {
    private static final int MAX_ANSWER_BYTES = 8 * 1024;
    private static final ByteBuf HEAD_END =
            Unpooled.unreleasableBuffer(Unpooled.copiedBuffer("\r\n\r\n", StandardCharsets.US_ASCII));
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})[ \r]");
    private static final int AUTHENTICATION_REQUIRED = 407;
    private static final int GATEWAY_TIMEOUT = 504;

    private final String request;
    private final ByteBuf received = Unpooled.buffer(256);
    private final Promise<Channel> opened;
    private final Future<?> timer;

    /** @param opened the channel, when the tunnel is open; or {@link DialException} */
    ParentTunnel(ParentProxy parent, Target target, long timeoutMillis, Channel channel, Promise<Channel> opened) {
        this.request = request(target.authority(), parent.authorization());
        this.opened = opened;
        this.timer = channel.eventLoop()
                .schedule(() -> fail(channel, Outcome.CONNECT_TIMEOUT), timeoutMillis, TimeUnit.MILLISECONDS);
    }

    private static String request(String authority, @Nullable String authorization) {
        String field = authorization == null ? "" : "Proxy-Authorization: " + authorization + "\r\n";
        return "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n" + field + "\r\n";
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.ISO_8859_1))
                .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        received.writeBytes(bytes);
        bytes.release();
        if (opened.isDone()) {
            return;
        }
        int end = ByteBufUtil.indexOf(HEAD_END, received);
        if (end >= 0) {
            CharSequence head = received.readCharSequence(end, StandardCharsets.ISO_8859_1);
            received.skipBytes(HEAD_END.readableBytes());
            answered(ctx.channel(), head);
        } else if (received.readableBytes() > MAX_ANSWER_BYTES) {
            fail(ctx.channel(), Outcome.UNREACHABLE);
        }
    }

    private void answered(Channel channel, CharSequence head) {
        Matcher statusLine = STATUS_LINE.matcher(head + "\r");
        int status = statusLine.lookingAt() ? Integer.parseInt(statusLine.group(1)) : 0;
        if (status >= 200 && status <= 299) {
            timer.cancel(false);
            channel.config().setAutoRead(false);
            opened.trySuccess(channel);
        } else {
            fail(channel, outcomeOf(status));
        }
    }

    private static Outcome outcomeOf(int status) {
        return switch (status) {
            case AUTHENTICATION_REQUIRED -> Outcome.PARENT_DENIES;
            case GATEWAY_TIMEOUT -> Outcome.CONNECT_TIMEOUT;
            default -> Outcome.UNREACHABLE;
        };
    }

    private void fail(Channel channel, Outcome outcome) {
        timer.cancel(false);
        opened.tryFailure(new DialException(outcome));
        channel.close();
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        if (opened.isSuccess()) {
            if (received.isReadable()) {
                ctx.fireChannelRead(received.copy());
                ctx.fireChannelReadComplete();
            }
            ctx.read();
            ctx.pipeline().remove(this);
        } else {
            ctx.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail(ctx.channel(), Outcome.UNREACHABLE);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
