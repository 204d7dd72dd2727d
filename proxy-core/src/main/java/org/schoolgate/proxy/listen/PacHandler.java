package org.schoolgate.proxy.listen;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.schoolgate.proxy.portal.PacFile;

/**
 * Answers one request for the script by which browsers find the proxy, and closes. Inbound, last, after an HTTP codec;
 * one per connection, which is closed in any case when the time is up.
 */
final class PacHandler extends SimpleChannelInboundHandler<HttpObject> {
    /** The second is the one of web proxy auto-discovery (WPAD). */
    private static final Set<String> PATHS = Set.of("/proxy.pac", "/wpad.dat");

    private static final int MAX_AGE_SECONDS = 300;
    private static final byte[] NOTHING = "try /proxy.pac\n".getBytes(StandardCharsets.US_ASCII);

    private final PacFiles pac;
    private final Duration patience;
    private boolean isAnswered;

    PacHandler(PacFiles pac, Duration patience) {
        this.pac = pac;
        this.patience = patience;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ctx.executor().schedule(() -> ctx.close(), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject message) {
        if (!isAnswered && message instanceof HttpRequest request) {
            isAnswered = true;
            ctx.writeAndFlush(answer(ctx, request)).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private FullHttpResponse answer(ChannelHandlerContext ctx, HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return response(HttpResponseStatus.BAD_REQUEST, NOTHING);
        }
        if (!request.method().equals(HttpMethod.GET)) {
            FullHttpResponse response = response(HttpResponseStatus.METHOD_NOT_ALLOWED, NOTHING);
            response.headers().set(HttpHeaderNames.ALLOW, HttpMethod.GET);
            return response;
        }
        if (!PATHS.contains(request.uri()) || !(ctx.channel().localAddress() instanceof InetSocketAddress reached)) {
            return response(HttpResponseStatus.NOT_FOUND, NOTHING);
        }
        return pac.at(reached.getAddress())
                .map(PacHandler::found)
                .orElseGet(() -> response(HttpResponseStatus.NOT_FOUND, NOTHING));
    }

    private static FullHttpResponse found(PacFile file) {
        FullHttpResponse response = response(HttpResponseStatus.OK, file.script());
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, PacFile.CONTENT_TYPE)
                .set(HttpHeaderNames.CACHE_CONTROL, "max-age=" + MAX_AGE_SECONDS);
        return response;
    }

    private static FullHttpResponse response(HttpResponseStatus status, byte[] body) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "text/plain")
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return response;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
