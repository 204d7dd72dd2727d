package org.schoolgate.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import java.util.List;

/**
 * Turns an origin's bytes into the responses that were asked for, and no more: what an origin says unasked, or after the
 * end of its answer, closes the connection. A bad head or body comes out with a failed decoder result, and nothing after
 * it.
 */
final class ResponseDecoder extends HttpResponseDecoder {
    private enum Next {
        NOTHING,
        HEAD,
        BODY
    }

    private final HeadScanner scanner = HeadScanner.ofResponses();
    private final ChunkScanner chunks = new ChunkScanner(HeadScanner.ofResponseTrailers());
    private Next next = Next.NOTHING;
    private boolean isHeadRequest;
    private boolean isInformational;
    private boolean hasAnswered;
    private int lengths;

    ResponseDecoder() {
        super(Heads.decoderConfig(HeadScanner.MAX_STATUS_LINE_BYTES, HeadScanner.MAX_RESPONSE_HEAD_BYTES));
    }

    /** A request goes out: one response may come. */
    void expect(boolean isHead) {
        next = Next.HEAD;
        isHeadRequest = isHead;
        hasAnswered = false;
    }

    /** Whether a byte came since the last request went out. */
    boolean hasAnswered() {
        return hasAnswered;
    }

    /** Whether the origin has said more than it was asked for. */
    boolean hasMore() {
        return actualReadableBytes() > 0;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (next == Next.NOTHING) {
            in.skipBytes(in.readableBytes());
            ctx.close();
            return;
        }
        hasAnswered = true;
        if (!(next == Next.HEAD ? isHeadThere(in, out) : isBodySound(in, out))) {
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
        } else if (decoded instanceof HttpResponse head) {
            isInformational = head.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            next = Next.BODY;
            if (HttpUtil.isTransferEncodingChunked(head)) {
                chunks.begin();
            }
        }
        if (decoded instanceof LastHttpContent && next == Next.BODY) {
            next = isInformational ? Next.HEAD : Next.NOTHING;
        }
    }

    private boolean isHeadThere(ByteBuf in, List<Object> out) {
        try {
            if (!scanner.scan(in)) {
                return false;
            }
            scanner.reset();
            lengths = 0;
            return true;
        } catch (MalformedMessageException e) {
            in.skipBytes(in.readableBytes());
            next = Next.NOTHING;
            HttpObject response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_GATEWAY);
            response.setDecoderResult(DecoderResult.failure(e));
            out.add(response);
            return false;
        }
    }

    private boolean isBodySound(ByteBuf in, List<Object> out) {
        try {
            chunks.scan(in);
            return true;
        } catch (MalformedMessageException e) {
            in.skipBytes(in.readableBytes());
            out.add(Heads.brokenBody(e));
            next = Next.NOTHING;
            return false;
        }
    }

    @Override
    protected HttpMessage createMessage(String[] line) {
        int status = Integer.parseInt(line[1]);
        if (status < 100 || status > 599 || !Heads.isKnownVersion(line[0])) {
            throw new IllegalArgumentException("status line: unknown version or status");
        }
        return super.createMessage(line);
    }

    /** Of an informational answer too, whichever WebSocket draft it may look like. */
    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return isHeadRequest
                || ((HttpResponse) message).status().codeClass() == HttpStatusClass.INFORMATIONAL
                || super.isContentAlwaysEmpty(message);
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
