package org.schoolgate.proxy.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Answers the ops port's requests. Inbound, last, after an aggregator; one per connection. */
final class OpsHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; charset=utf-8";
    /** What {@link PrometheusMeterRegistry#scrape()} writes. */
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final Health health;
    private final Supplier<OptionalLong> generation;
    private final PrometheusMeterRegistry meters;

    OpsHandler(Health health, Supplier<OptionalLong> generation, PrometheusMeterRegistry meters) {
        this.health = health;
        this.generation = generation;
        this.meters = meters;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        FullHttpResponse answer = request.decoderResult().isFailure()
                ? answer(HttpResponseStatus.BAD_REQUEST, TEXT, "bad request\n".getBytes(UTF_8))
                : answerTo(request);
        boolean keepAlive =
                HttpUtil.isKeepAlive(request) && !request.decoderResult().isFailure();
        HttpUtil.setKeepAlive(answer, keepAlive);
        ChannelFuture written = ctx.writeAndFlush(answer);
        written.addListener(keepAlive ? ChannelFutureListener.CLOSE_ON_FAILURE : ChannelFutureListener.CLOSE);
    }

    private FullHttpResponse answerTo(FullHttpRequest request) {
        if (!request.method().equals(HttpMethod.GET)) {
            FullHttpResponse answer = answer(HttpResponseStatus.METHOD_NOT_ALLOWED, TEXT, "only GET\n".getBytes(UTF_8));
            answer.headers().set(HttpHeaderNames.ALLOW, HttpMethod.GET);
            return answer;
        }
        return switch (request.uri()) {
            case "/health" -> answer(HttpResponseStatus.OK, JSON, HealthJson.write(health, generation.get()));
            case "/metrics" ->
                answer(HttpResponseStatus.OK, METRICS, meters.scrape().getBytes(UTF_8));
            default -> answer(HttpResponseStatus.NOT_FOUND, TEXT, "try /health or /metrics\n".getBytes(UTF_8));
        };
    }

    private static FullHttpResponse answer(HttpResponseStatus status, String type, byte[] body) {
        FullHttpResponse answer =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, type).set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        HttpUtil.setContentLength(answer, body.length);
        return answer;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
