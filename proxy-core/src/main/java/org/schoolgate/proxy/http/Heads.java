package org.schoolgate.proxy.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.AsciiString;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** What holds for heads in both directions. */
final class Heads {
    /** Fields that say where a message ends or where it goes; in a trailer they come too late (RFC 9110, 6.5.1). */
    private static final Set<AsciiString> NOT_IN_TRAILERS = Set.of(
            HttpHeaderNames.CONTENT_LENGTH,
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.TRAILER,
            HttpHeaderNames.HOST,
            HttpHeaderNames.CONNECTION,
            AsciiString.cached("keep-alive"),
            AsciiString.cached("proxy-connection"),
            HttpHeaderNames.TE,
            HttpHeaderNames.UPGRADE,
            HttpHeaderNames.EXPECT,
            HttpHeaderNames.MAX_FORWARDS,
            HttpHeaderNames.VIA,
            AsciiString.cached("forwarded"),
            AsciiString.cached("x-forwarded-for"),
            AsciiString.cached("x-forwarded-host"),
            AsciiString.cached("x-forwarded-proto"),
            AsciiString.cached("x-real-ip"),
            HttpHeaderNames.LOCATION,
            HttpHeaderNames.CONTENT_ENCODING,
            HttpHeaderNames.CONTENT_TYPE,
            HttpHeaderNames.CONTENT_RANGE,
            HttpHeaderNames.AUTHORIZATION,
            HttpHeaderNames.PROXY_AUTHORIZATION,
            HttpHeaderNames.WWW_AUTHENTICATE,
            HttpHeaderNames.PROXY_AUTHENTICATE,
            HttpHeaderNames.COOKIE,
            HttpHeaderNames.SET_COOKIE);

    /** Servers that hand fields on as variables (RFC 3875, section 4.1.18) read these as the ones that frame a message. */
    private static final List<AsciiString> LOOK_ALIKES =
            List.of(AsciiString.cached("content_length"), AsciiString.cached("transfer_encoding"));

    private Heads() {}

    static HttpDecoderConfig decoderConfig(int maxStartLineBytes, int maxHeadBytes) {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(maxStartLineBytes)
                .setMaxHeaderSize(maxHeadBytes)
                .setMaxChunkSize(Integer.MAX_VALUE);
    }

    /** The refusal behind a failed decoder result; Netty's own failures become a 400, or what their kind asks for. */
    static MalformedMessageException refusal(Throwable failure) {
        if (failure instanceof MalformedMessageException refusal) {
            return refusal;
        }
        if (failure instanceof TooLongHttpLineException) {
            return new MalformedMessageException(HttpResponseStatus.REQUEST_URI_TOO_LONG, "line too long");
        }
        if (failure instanceof TooLongHttpHeaderException) {
            return new MalformedMessageException(
                    HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "fields too large");
        }
        return new MalformedMessageException("malformed message");
    }

    /** In place of the rest of a body: its end, failed. */
    static HttpContent brokenBody(MalformedMessageException why) {
        HttpContent end = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
        end.setDecoderResult(DecoderResult.failure(why));
        return end;
    }

    static void checkVersion(String version) throws MalformedMessageException {
        if (!isKnownVersion(version)) {
            throw new MalformedMessageException(
                    HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "version is neither HTTP/1.1 nor HTTP/1.0");
        }
    }

    static boolean isKnownVersion(String version) {
        return version.equals(HttpVersion.HTTP_1_1.text()) || version.equals(HttpVersion.HTTP_1_0.text());
    }

    /** Netty's decoder takes the first of two lengths in HTTP/1.0. */
    static boolean isLength(AsciiString name) {
        return HttpHeaderNames.CONTENT_LENGTH.contentEqualsIgnoreCase(name);
    }

    static void checkTrailer(AsciiString name) {
        if (NOT_IN_TRAILERS.contains(name.toLowerCase())) {
            throw new IllegalArgumentException("field not allowed in a trailer");
        }
    }

    /**
     * Refuses a framing that has two readings (RFC 9112, section 6.3). Netty's decoder has by then refused a length with
     * chunked, and a length that is no number; it lets equal lengths and other transfer codings pass.
     */
    static void checkFraming(HttpHeaders headers, HttpVersion version) throws MalformedMessageException {
        List<String> lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH);
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (lengths.size() > 1 || !lengths.isEmpty() && !isNumber(lengths.get(0))) {
            throw new MalformedMessageException("several lengths, or none that is a number");
        }
        for (AsciiString name : LOOK_ALIKES) {
            if (headers.contains(name)) {
                throw new MalformedMessageException("field that some servers take for the framing");
            }
        }
        if (codings.isEmpty()) {
            return;
        }
        if (!lengths.isEmpty() || version.equals(HttpVersion.HTTP_1_0)) {
            throw new MalformedMessageException("transfer coding beside a length, or in HTTP/1.0");
        }
        if (codings.size() > 1 || !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0))) {
            throw new MalformedMessageException(
                    HttpResponseStatus.NOT_IMPLEMENTED, "transfer coding is not exactly chunked");
        }
    }

    /** With a zero first, some would read it as octal. */
    private static boolean isNumber(String text) {
        if (text.isEmpty() || text.length() > 18 || text.charAt(0) == '0' && text.length() > 1) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Refuses a field that is there more than once and does not say the same each time: which one counts is anyone's guess. */
    static void checkAgreement(HttpHeaders headers, List<AsciiString> names) throws MalformedMessageException {
        for (AsciiString name : names) {
            Iterator<? extends CharSequence> values = headers.valueCharSequenceIterator(name);
            CharSequence first = values.hasNext() ? values.next() : null;
            while (values.hasNext()) {
                if (!AsciiString.contentEquals(first, values.next())) {
                    throw new MalformedMessageException("field that contradicts itself");
                }
            }
        }
    }
}
