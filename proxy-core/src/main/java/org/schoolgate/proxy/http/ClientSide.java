package org.schoolgate.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.http.ReadGate.Reason;
import org.schoolgate.proxy.identity.Arrival;
import org.schoolgate.proxy.identity.SignedIn;
import org.schoolgate.proxy.portal.Reader;

/** The connection of one client: its socket, how it is read, and what went over it. Confined to its event loop. */
final class ClientSide {
    static final HttpResponseStatus ESTABLISHED = new HttpResponseStatus(200, "Connection established");

    private final Channel channel;
    private final Arrival arrival;
    private final ReadGate gate;
    private final ByteMeter meter;
    private final RequestDecoder decoder;
    private final ResponseEncoder encoder = new ResponseEncoder();
    private boolean allowsHalfClose;
    private long countedIn;
    private long countedOut;

    ClientSide(Channel channel, Arrival arrival, HttpServices services) {
        this(channel, arrival, new ReadGate(channel), new ByteMeter(), services);
    }

    private ClientSide(Channel channel, Arrival arrival, ReadGate gate, ByteMeter meter, HttpServices services) {
        this.channel = channel;
        this.arrival = arrival;
        this.gate = gate;
        this.meter = meter;
        this.decoder = new RequestDecoder(services.limits(), gate, services::nanoTime);
    }

    /**
     * The same connection, for the requests that come through the tunnel that it has become.
     *
     * @param opener who signed in when it was opened; null for nobody
     */
    ClientSide throughTunnel(@Nullable SignedIn opener, HttpServices services) {
        ClientSide next = new ClientSide(channel, arrival.through(opener), gate, meter, services);
        next.allowsHalfClose = allowsHalfClose;
        next.countedIn = countedIn;
        next.countedOut = countedOut;
        return next;
    }

    Channel channel() {
        return channel;
    }

    /** Who it is. */
    Arrival arrival() {
        return arrival;
    }

    ByteMeter meter() {
        return meter;
    }

    RequestDecoder decoder() {
        return decoder;
    }

    ResponseEncoder encoder() {
        return encoder;
    }

    ReadGate gate() {
        return gate;
    }

    Exchange begin(HttpRequest request, HttpServices services) {
        HttpHeaders headers = request.headers();
        Reader reader = Reader.of(
                headers.get(HttpHeaderNames.ACCEPT_LANGUAGE),
                headers.get("sec-fetch-dest"),
                headers.get(HttpHeaderNames.ACCEPT));
        return new Exchange(services, arrival.client().text(), decoder.headStartNanos(), reader);
    }

    /** An exchange without a request. */
    Exchange begin(HttpServices services) {
        return new Exchange(services, arrival.client().text(), services.nanoTime(), Reader.of(null, null, null));
    }

    /** Ends an exchange: all bytes since the last one ended, but for those of requests to come, were its. */
    void record(Exchange exchange) {
        record(exchange, decoder.undecodedBytes());
    }

    /** @param laterBytes that came, but belong to what follows */
    void record(Exchange exchange, int laterBytes) {
        long in = meter.in() - laterBytes;
        long out = meter.out();
        exchange.end(in - countedIn, out - countedOut);
        countedIn = in;
        countedOut = out;
    }

    /** Takes over the message; flushed later. */
    void write(HttpObject message) {
        channel.write(message, channel.voidPromise());
    }

    boolean isWritable() {
        return channel.isWritable();
    }

    void flush() {
        channel.flush();
    }

    /** Answers 200 and takes HTTP out of the pipeline; what is not yet decoded goes to {@code next}, which may stop reading. */
    void becomeTunnel(ChannelHandler exchanges, ChannelHandler next) {
        channel.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, ESTABLISHED));
        channel.pipeline().addLast(next);
        leaveHttp(exchanges);
    }

    /** Takes HTTP out of the pipeline; what is not yet decoded goes to the handlers behind. */
    void leaveHttp(ChannelHandler exchanges) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.remove(exchanges);
        pipeline.remove(encoder);
        gate.set(Reason.HELD, false);
        pipeline.remove(decoder);
    }

    /** Lets what comes next be handed out, see {@link RequestDecoder#proceed}. */
    void proceed() {
        decoder.proceed();
    }

    void pauseReading(boolean pause) {
        gate.set(Reason.PEER_FULL, pause);
    }

    /** Whether the client has not taken yet what it was sent. */
    boolean hasUnsent() {
        return unsentBytes() > 0;
    }

    /** Of all that it was sent; what the kernel holds for it counts as taken. */
    long takenBytes() {
        return meter.out() - unsentBytes();
    }

    private long unsentBytes() {
        ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
        return unsent == null ? 0 : unsent.totalPendingWriteBytes();
    }

    /** Whether the end of what the client sends is just that, or the end of the connection. */
    void allowHalfClose(boolean allow) {
        if (allow != allowsHalfClose && channel instanceof DuplexChannel) {
            allowsHalfClose = allow;
            channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, allow);
        }
    }

    /**
     * Breaks off, after what was written.
     *
     * @param byReset whether the client would take a mere end of the connection for the end of the body
     */
    void breakOff(boolean byReset) {
        channel.flush();
        if (byReset && channel instanceof SocketChannel) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            Endings.cut(channel);
        } else {
            channel.close();
        }
    }
}
