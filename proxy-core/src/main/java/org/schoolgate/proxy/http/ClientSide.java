package org.schoolgate.proxy.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import org.schoolgate.rules.Host;

/** The connection of one client: its socket, how it is read, and what went over it. Confined to its event loop. */
final class ClientSide {
    private final Channel channel;
    private final byte[] address;
    private final ReadGate gate;
    private final ByteMeter meter = new ByteMeter();
    private final RequestDecoder decoder;
    private final ResponseEncoder encoder = new ResponseEncoder();
    private long countedIn;
    private long countedOut;

    ClientSide(Channel channel, HttpServices services) {
        this.channel = channel;
        this.address = channel.remoteAddress() instanceof InetSocketAddress remote
                ? Host.ofAddress(remote.getAddress().getAddress()).addressBytes()
                : new byte[4];
        this.gate = new ReadGate(channel);
        this.decoder = new RequestDecoder(services.limits(), gate, services::nanoTime);
    }

    Channel channel() {
        return channel;
    }

    /** In network order; an IPv4-mapped address is the IPv4 address it carries. */
    byte[] address() {
        return address;
    }

    String addressText() {
        return Host.ofAddress(address).text();
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

    /** Ends an exchange: all bytes since the last one ended, but for those of requests to come, were its. */
    void record(Exchange exchange) {
        long in = meter.in() - decoder.undecodedBytes();
        long out = meter.out();
        exchange.end(in - countedIn, out - countedOut);
        countedIn = in;
        countedOut = out;
    }

    /** Whether the client has not taken yet what it was sent. */
    boolean hasUnsent() {
        return channel.bytesBeforeUnwritable() < channel.config().getWriteBufferHighWaterMark();
    }

    /** Breaks off. A reset instead of an end, because to some clients the end of a connection is the end of a body. */
    void reset() {
        if (channel instanceof SocketChannel) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        channel.close();
    }
}
