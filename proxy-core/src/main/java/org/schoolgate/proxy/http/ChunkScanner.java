package org.schoolgate.proxy.http;

import io.netty.buffer.ByteBuf;

/**
 * Goes over the raw bytes of a chunked body (RFC 9112, section 7.1) ahead of Netty's decoder, which joins folded trailers
 * and takes any byte in a trailer's value: it only gets bytes that passed here. Refuses chunk sizes with anything but hex
 * digits, white space beside them or in extensions outside quotes, bare CR or LF, chunks that do not end where their size
 * says, and trailers as {@link HeadScanner} does. Skips what is in chunks; allocates nothing.
 */
final class ChunkScanner {
    private enum State {
        FIRST_DIGIT,
        SIZE,
        EXTENSION,
        QUOTED,
        QUOTED_PAIR,
        AFTER_QUOTED,
        LINE_END,
        CONTENT,
        CONTENT_CR,
        CONTENT_LF,
        TRAILERS,
        DONE
    }

    /** Extensions go to nobody; nor does a size need this many zeros. */
    private static final int MAX_LINE_BYTES = 256;

    private final HeadScanner trailers;
    private State state = State.DONE;
    /** How many bytes were scanned that the decoder has not taken. */
    private int ahead;

    private int lineBytes;
    /** Of the chunk: its size as far as it is read, then what is left of its content. */
    private long bytes;

    ChunkScanner(HeadScanner trailers) {
        this.trailers = trailers;
    }

    /** A chunked body begins at the next byte. */
    void begin() {
        trailers.reset();
        ahead = 0;
        state = beginChunk();
    }

    private State beginChunk() {
        lineBytes = 0;
        bytes = 0;
        return State.FIRST_DIGIT;
    }

    /**
     * Goes over all that has come, up to the end of the body; does nothing where no chunked body has begun.
     *
     * @param in what the decoder has not taken yet
     */
    void scan(ByteBuf in) throws MalformedMessageException {
        int at = in.readerIndex() + ahead;
        while (state != State.DONE && at < in.writerIndex()) {
            at += advance(in, at, in.writerIndex() - at);
        }
        ahead = at - in.readerIndex();
    }

    /** The decoder has taken so many bytes. */
    void taken(int count) {
        ahead = Math.max(0, ahead - count);
    }

    private int advance(ByteBuf in, int at, int available) throws MalformedMessageException {
        switch (state) {
            case CONTENT:
                int skipped = (int) Math.min(bytes, available);
                bytes -= skipped;
                state = bytes == 0 ? State.CONTENT_CR : State.CONTENT;
                return skipped;
            case TRAILERS:
                int scanned = trailers.scan(in, at, available);
                state = trailers.isDone() ? State.DONE : State.TRAILERS;
                return scanned;
            default:
                state = step(in.getByte(at) & 0xff);
                return 1;
        }
    }

    private State step(int b) throws MalformedMessageException {
        switch (state) {
            case FIRST_DIGIT:
                return digit(b);
            case SIZE:
                return b == '\r' || b == ';' ? afterValue(b) : digit(b);
            case EXTENSION:
                return extension(b);
            case QUOTED:
                return quoted(b);
            case QUOTED_PAIR:
                return inLine(HeadScanner.isText(b), State.QUOTED);
            case AFTER_QUOTED:
                return afterValue(b);
            case LINE_END:
                expect(b == '\n');
                return bytes == 0 ? State.TRAILERS : State.CONTENT;
            case CONTENT_CR:
                expect(b == '\r');
                return State.CONTENT_LF;
            case CONTENT_LF:
                expect(b == '\n');
                return beginChunk();
            default:
                throw new IllegalStateException("no byte to look at in " + state);
        }
    }

    private State digit(int b) throws MalformedMessageException {
        int value = Character.digit(b, 16);
        bytes = bytes * 16 + value;
        return inLine(value >= 0 && bytes <= Integer.MAX_VALUE, State.SIZE);
    }

    private State afterValue(int b) throws MalformedMessageException {
        return b == '\r' ? State.LINE_END : inLine(b == ';', State.EXTENSION);
    }

    private State extension(int b) throws MalformedMessageException {
        if (b == '\r') {
            return State.LINE_END;
        }
        boolean isQuote = b == '"';
        return inLine(
                isQuote || b == ';' || b == '=' || HeadScanner.isToken(b), isQuote ? State.QUOTED : State.EXTENSION);
    }

    private State quoted(int b) throws MalformedMessageException {
        if (b == '"') {
            return State.AFTER_QUOTED;
        }
        return inLine(HeadScanner.isText(b), b == '\\' ? State.QUOTED_PAIR : State.QUOTED);
    }

    private State inLine(boolean isRight, State next) throws MalformedMessageException {
        expect(isRight && ++lineBytes <= MAX_LINE_BYTES);
        return next;
    }

    private static void expect(boolean isRight) throws MalformedMessageException {
        if (!isRight) {
            throw new MalformedMessageException("malformed chunk");
        }
    }
}
