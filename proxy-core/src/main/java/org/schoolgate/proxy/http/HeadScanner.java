package org.schoolgate.proxy.http;

import static io.netty.handler.codec.http.HttpResponseStatus.BAD_REQUEST;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE;
import static io.netty.handler.codec.http.HttpResponseStatus.REQUEST_URI_TOO_LONG;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes over the raw bytes of a message head up to the empty line that ends it, in as many pieces as they come. Refuses
 * what two parsers could read differently (RFC 9112, sections 2.2, 3, 4 and 5): bare CR or LF, NUL and other controls,
 * folded lines, a name that is no token or is followed by white space, extra spaces in the request line. Netty's decoder
 * is more forgiving and mends some of these silently, so it only gets heads that passed here. Allocates nothing.
 */
final class HeadScanner {
    private enum State {
        START_LINE,
        START_LINE_END,
        LINE_START,
        NAME,
        VALUE,
        VALUE_END,
        HEAD_END,
        DONE
    }

    private enum Kind {
        REQUEST(State.START_LINE),
        RESPONSE(State.START_LINE),
        TRAILERS(State.LINE_START);

        private final State firstState;

        Kind(State firstState) {
            this.firstState = firstState;
        }
    }

    static final int MAX_STATUS_LINE_BYTES = 8 * 1024;
    static final int MAX_RESPONSE_HEAD_BYTES = 64 * 1024;
    private static final int MAX_RESPONSE_FIELDS = 200;
    private static final int VERSION_LENGTH = 8;
    private static final int SHORTEST_STATUS_LINE = "HTTP/1.1 200".length();
    private static final boolean[] TOKEN = tokenBytes();
    private static final boolean[] TEXT = bytes(HeadScanner::isText);
    private static final boolean[] VISIBLE = bytes(HeadScanner::isVisible);
    /** Bytes are looked at in an array: that is several times faster than to ask a buffer for each. */
    private static final FastThreadLocal<byte[]> PIECE = new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
            return new byte[PIECE_BYTES];
        }
    };

    private static final int PIECE_BYTES = 1024;

    private final int maxStartLineBytes;
    private final int maxHeadBytes;
    private final int maxFields;
    private final Kind kind;
    private State state;
    private int scanned;
    private int fields;
    private int spaces;
    private int lastByte;
    private @Nullable MalformedMessageException fault;

    private HeadScanner(Kind kind, int maxStartLineBytes, int maxHeadBytes, int maxFields) {
        this.kind = kind;
        this.maxStartLineBytes = maxStartLineBytes;
        this.maxHeadBytes = maxHeadBytes;
        this.maxFields = maxFields;
        this.state = kind.firstState;
    }

    static HeadScanner ofRequests(Limits limits) {
        return new HeadScanner(Kind.REQUEST, limits.maxStartLineBytes(), limits.maxHeadBytes(), limits.maxFields());
    }

    static HeadScanner ofResponses() {
        return new HeadScanner(Kind.RESPONSE, MAX_STATUS_LINE_BYTES, MAX_RESPONSE_HEAD_BYTES, MAX_RESPONSE_FIELDS);
    }

    /** For the fields behind the last chunk: a head without a start line. */
    static HeadScanner ofRequestTrailers(Limits limits) {
        return new HeadScanner(Kind.TRAILERS, 0, limits.maxHeadBytes(), limits.maxFields());
    }

    /** As {@link #ofRequestTrailers}, of responses. */
    static HeadScanner ofResponseTrailers() {
        return new HeadScanner(Kind.TRAILERS, 0, MAX_RESPONSE_HEAD_BYTES, MAX_RESPONSE_FIELDS);
    }

    /**
     * Goes on where it stopped. The buffer must still begin with the first byte of the head.
     *
     * @return whether the head is there, to its last byte
     * @throws MalformedMessageException as soon as a byte is wrong or a limit is passed
     */
    boolean scan(ByteBuf head) throws MalformedMessageException {
        scan(head, head.readerIndex() + scanned, head.readableBytes() - scanned);
        return isDone();
    }

    /**
     * Goes on with the bytes given.
     *
     * @return how many of them belong to the head
     */
    int scan(ByteBuf in, int from, int length) throws MalformedMessageException {
        byte[] piece = PIECE.get();
        int done = 0;
        while (done < length && state != State.DONE) {
            int part = Math.min(piece.length, length - done);
            in.getBytes(from + done, piece, 0, part);
            done += scan(piece, part);
        }
        return done;
    }

    private int scan(byte[] piece, int length) throws MalformedMessageException {
        int at = 0;
        while (at < length && state != State.DONE) {
            at = pastRun(piece, at, length);
            if (at < length) {
                process(piece[at++] & 0xff);
            }
        }
        return at;
    }

    /** Past the bytes that leave the state as it is, up to the limit of the part of the head they are in. */
    private int pastRun(byte[] piece, int from, int length) {
        switch (state) {
            case START_LINE:
                return kind == Kind.REQUEST
                        ? pastRun(piece, from, length, VISIBLE, Math.min(maxStartLineBytes, maxHeadBytes))
                        : from;
            case NAME:
                return pastRun(piece, from, length, TOKEN, maxHeadBytes);
            case VALUE:
                return pastRun(piece, from, length, TEXT, maxHeadBytes);
            default:
                return from;
        }
    }

    private int pastRun(byte[] piece, int from, int length, boolean[] wanted, int limit) {
        int end = Math.min(length, from + limit - scanned);
        int at = from;
        while (at < end && wanted[piece[at] & 0xff]) {
            at++;
        }
        if (at > from) {
            scanned += at - from;
            lastByte = piece[at - 1] & 0xff;
        }
        return at;
    }

    boolean isDone() {
        return state == State.DONE;
    }

    /** Bytes of this head so far, the wrong one included. */
    int scanned() {
        return scanned;
    }

    /** Ready for the next head. */
    void reset() {
        state = kind.firstState;
        scanned = 0;
        fields = 0;
        spaces = 0;
        lastByte = 0;
    }

    private void process(int b) throws MalformedMessageException {
        scanned++;
        state = step(b);
        lastByte = b;
        if (scanned > maxHeadBytes) {
            refuse(REQUEST_HEADER_FIELDS_TOO_LARGE, "head too large");
        }
        if (fault != null) {
            throw fault;
        }
    }

    private State step(int b) {
        switch (state) {
            case START_LINE:
                return startLine(b);
            case START_LINE_END:
            case VALUE_END:
                return b == '\n' ? State.LINE_START : refuse("bare CR");
            case LINE_START:
                return b == '\r' ? State.HEAD_END : nameStart(b);
            case NAME:
                return b == ':' ? State.VALUE : isToken(b) ? State.NAME : refuse("field name is not a token");
            case VALUE:
                return b == '\r' ? State.VALUE_END : isText(b) ? State.VALUE : refuse("control character in a field");
            case HEAD_END:
                return b == '\n' ? State.DONE : refuse("bare CR");
            default:
                throw new IllegalStateException("head is complete");
        }
    }

    private State startLine(int b) {
        if (b == '\r') {
            return endOfStartLine();
        }
        if (scanned > maxStartLineBytes) {
            return refuse(REQUEST_URI_TOO_LONG, "start line too long");
        }
        return kind == Kind.REQUEST ? requestLine(b) : statusLine(b);
    }

    private State endOfStartLine() {
        boolean complete = kind == Kind.REQUEST ? spaces == 2 && lastByte != ' ' : scanned > SHORTEST_STATUS_LINE;
        return complete ? State.START_LINE_END : refuse("start line is not three words");
    }

    private State requestLine(int b) {
        if (b == ' ') {
            spaces++;
            return scanned == 1 || lastByte == ' ' ? refuse("extra space in the request line") : State.START_LINE;
        }
        return isVisible(b) ? State.START_LINE : refuse("bad character in the request line");
    }

    /** {@code HTTP/x.y NNN} and, after one more space, any text. */
    private State statusLine(int b) {
        boolean right;
        if (scanned <= VERSION_LENGTH) {
            right = isVisible(b);
        } else if (scanned == VERSION_LENGTH + 1 || scanned == SHORTEST_STATUS_LINE + 1) {
            right = b == ' ';
        } else {
            right = scanned <= SHORTEST_STATUS_LINE ? b >= '0' && b <= '9' : isText(b);
        }
        return right ? State.START_LINE : refuse("malformed status line");
    }

    private State nameStart(int b) {
        if (b == ' ' || b == '\t') {
            return refuse("folded line");
        }
        if (++fields > maxFields) {
            return refuse(REQUEST_HEADER_FIELDS_TOO_LARGE, "too many fields");
        }
        return isToken(b) ? State.NAME : refuse("field name is not a token");
    }

    private State refuse(String detail) {
        return refuse(BAD_REQUEST, detail);
    }

    private State refuse(HttpResponseStatus status, String detail) {
        fault = new MalformedMessageException(status, detail);
        return state;
    }

    /** Field content (RFC 9110, section 5.5): visible, space, tab, or the upper half, of unknown meaning. */
    static boolean isText(int b) {
        return b >= ' ' && b != 0x7f || b == '\t';
    }

    /** RFC 9110, section 5.6.2; for a byte without sign. */
    static boolean isToken(int b) {
        return TOKEN[b];
    }

    private static boolean isVisible(int b) {
        return b > ' ' && b < 0x7f;
    }

    private static boolean[] bytes(IntPredicate kind) {
        boolean[] bytes = new boolean[256];
        for (int b = 0; b < bytes.length; b++) {
            bytes[b] = kind.test(b);
        }
        return bytes;
    }

    private static boolean[] tokenBytes() {
        boolean[] token = new boolean[256];
        for (char c = '0'; c <= 'z'; c++) {
            token[c] = Character.isLetterOrDigit(c);
        }
        for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
            token[c] = true;
        }
        return token;
    }
}
