package org.schoolgate.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.http.ReadGate.Reason;

/**
 * Turns a client's bytes into requests, one step at a time: after a head, and again after the end of a body, it hands
 * out nothing until {@link #proceed}. What the client sends meanwhile stays bytes, and reading stops, so that neither a
 * body without an origin nor a pipelined request needs a queue. A bad or late head comes out as a request whose decoder
 * result has failed; nothing comes after it.
 */
final class RequestDecoder extends HttpRequestDecoder {
    private enum Next {
        HEAD,
        BODY,
        /** A bad message came; where the next one would begin is anyone's guess. */
        NOTHING
    }

    private static final List<HttpMethod> METHODS = List.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS,
            HttpMethod.CONNECT);
    /** The methods that are taken, as in an {@code Allow} field. */
    static final String METHODS_TEXT = METHODS.stream().map(HttpMethod::name).collect(Collectors.joining(", "));

    private final Limits limits;
    private final ReadGate gate;
    private final LongSupplier nanoTime;
    private final HeadScanner scanner;
    private final ChunkScanner chunks;
    private Next next = Next.HEAD;
    private boolean waiting;
    private boolean decoding;
    private boolean emptyLineSkipped;
    private int lengths;
    private boolean headIsBegun;
    private long headStartNanos;
    /** When bytes came last. They may wait for the exchange before theirs to end; nothing more is read then. */
    private long readNanos;

    private @Nullable ChannelHandlerContext context;
    private @Nullable Future<?> headTimer;

    RequestDecoder(Limits limits, ReadGate gate, LongSupplier nanoTime) {
        super(Heads.decoderConfig(limits.maxStartLineBytes(), limits.maxHeadBytes()));
        this.limits = limits;
        this.gate = gate;
        this.nanoTime = nanoTime;
        this.scanner = HeadScanner.ofRequests(limits);
        this.chunks = new ChunkScanner(HeadScanner.ofRequestTrailers(limits));
    }

    /** Hands out the next step: the body after a head, the next head after the end of a body. */
    void proceed() {
        ChannelHandlerContext ctx = context;
        waiting = false;
        gate.set(Reason.HELD, false);
        if (ctx != null && !decoding && undecodedBytes() > 0) {
            decodeHeld(ctx);
        }
    }

    private void decodeHeld(ChannelHandlerContext ctx) {
        try {
            channelRead(ctx, Unpooled.EMPTY_BUFFER);
            channelReadComplete(ctx);
        } catch (Exception e) {
            ctx.fireExceptionCaught(e);
        }
    }

    /** When the first byte of the latest head came. */
    long headStartNanos() {
        return headStartNanos;
    }

    /** Whether a head has begun and not ended. */
    boolean isInHead() {
        return headIsBegun;
    }

    /** Bytes that came but are not part of anything handed out so far. */
    int undecodedBytes() {
        return actualReadableBytes();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) throws Exception {
        context = null;
        stopHeadTimer();
        super.handlerRemoved0(ctx);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        stopHeadTimer();
        super.channelInactive(ctx);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        boolean nested = decoding;
        decoding = true;
        if (message != Unpooled.EMPTY_BUFFER) {
            readNanos = nanoTime.getAsLong();
        }
        try {
            super.channelRead(ctx, message);
        } finally {
            decoding = nested;
        }
        if (waiting && undecodedBytes() > 0) {
            gate.set(Reason.HELD, true);
        }
    }

    /** Not as the superclass does it: that one reads on when nothing came out, even while reading is stopped. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        discardSomeReadBytes();
        ctx.fireChannelReadComplete();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (waiting || !(next == Next.HEAD ? isHeadThere(ctx, in, out) : isBodySound(in, out))) {
            return;
        }
        int before = out.size();
        int start = in.readerIndex();
        super.decode(ctx, in, out);
        chunks.taken(in.readerIndex() - start);
        for (int i = before; i < out.size(); i++) {
            note((HttpObject) out.get(i));
        }
    }

    private void note(HttpObject decoded) {
        if (decoded.decoderResult().isFailure()) {
            next = Next.NOTHING;
        } else if (decoded instanceof LastHttpContent) {
            next = Next.HEAD;
        } else if (decoded instanceof HttpMessage head) {
            next = Next.BODY;
            if (HttpUtil.isTransferEncodingChunked(head)) {
                chunks.begin();
            }
        } else {
            return;
        }
        waiting = true;
    }

    private boolean isHeadThere(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (!isPastEmptyLine(in)) {
            return false;
        }
        if (!headIsBegun) {
            headIsBegun = true;
            headStartNanos = readNanos;
        }
        try {
            if (scanner.scan(in)) {
                stopHeadTimer();
                headIsBegun = false;
                scanner.reset();
                lengths = 0;
                emptyLineSkipped = false;
                return true;
            }
            startHeadTimer(ctx);
        } catch (MalformedMessageException e) {
            in.skipBytes(in.readableBytes());
            out.add(refused(e));
        }
        return false;
    }

    private boolean isBodySound(ByteBuf in, List<Object> out) {
        try {
            chunks.scan(in);
            return true;
        } catch (MalformedMessageException e) {
            in.skipBytes(in.readableBytes());
            out.add(Heads.brokenBody(e));
            next = Next.NOTHING;
            waiting = true;
            return false;
        }
    }

    /** One empty line before a request is forgiven (RFC 9112, section 2.2); old clients end a body with one too many. */
    private boolean isPastEmptyLine(ByteBuf in) {
        int start = in.readerIndex();
        if (emptyLineSkipped || in.getByte(start) != '\r' || in.readableBytes() > 1 && in.getByte(start + 1) != '\n') {
            return true;
        }
        if (in.readableBytes() > 1) {
            in.skipBytes(2);
            emptyLineSkipped = true;
        }
        return in.isReadable() && emptyLineSkipped;
    }

    private void startHeadTimer(ChannelHandlerContext ctx) {
        if (headTimer == null) {
            headTimer = ctx.executor()
                    .schedule(() -> headIsLate(ctx), limits.headTime().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void stopHeadTimer() {
        if (headTimer != null) {
            headTimer.cancel(false);
            headTimer = null;
        }
    }

    private void headIsLate(ChannelHandlerContext ctx) {
        ctx.fireChannelRead(
                refused(new MalformedMessageException(HttpResponseStatus.REQUEST_TIMEOUT, "head took too long")));
        ctx.fireChannelReadComplete();
    }

    private HttpObject refused(MalformedMessageException why) {
        next = Next.NOTHING;
        waiting = true;
        headIsBegun = false;
        stopHeadTimer();
        HttpObject request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        request.setDecoderResult(DecoderResult.failure(why));
        return request;
    }

    @Override
    protected HttpMessage createMessage(String[] line) throws Exception {
        Heads.checkVersion(line[2]);
        HttpMethod method = HttpMethod.valueOf(line[0]);
        if (!METHODS.contains(method)) {
            throw new MalformedMessageException(HttpResponseStatus.NOT_IMPLEMENTED, "method not in the list");
        }
        return super.createMessage(line);
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        AsciiString name = super.splitHeaderName(line, start, length);
        if (next == Next.BODY) {
            Heads.checkTrailer(name);
        } else if (Heads.isLength(name) && ++lengths > 1) {
            throw new IllegalArgumentException("several lengths");
        }
        return name;
    }
}
