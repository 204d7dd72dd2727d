package org.schoolgate.proxy.listen;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.rules.Host;

/** Where a connection was going before the firewall sent it here. */
final class OriginalDestination {
    /*
     * linux/netfilter_ipv4.h and linux/netfilter_ipv6/ip6_tables.h: SO_ORIGINAL_DST and IP6T_SO_ORIGINAL_DST, at the levels
     * SOL_IP and SOL_IPV6. Answers, numbers in network order:
     *   sockaddr_in:  family (2) | port (2) | address (4) | 8 more
     *   sockaddr_in6: family (2) | port (2) | flow (4) | address (16) | scope (4)
     */
    private static final int ORIGINAL_DST = 80;
    private static final ChannelOption<ByteBuffer> IPV4 =
            new RawUnixChannelOption("SO_ORIGINAL_DST", 0, ORIGINAL_DST, 16);
    private static final ChannelOption<ByteBuffer> IPV6 =
            new RawUnixChannelOption("IP6T_SO_ORIGINAL_DST", 41, ORIGINAL_DST, 28);
    private static final int PORT_AT = 2;
    private static final int IPV4_AT = 4;
    private static final int IPV6_AT = 8;

    private OriginalDestination() {}

    /** Of a connection that the kernel rewrote; of one that came straight to us, our own address and port. */
    static Target ofRedirected(Channel channel) {
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        boolean isIpv4 = local.getAddress() instanceof Inet4Address;
        try {
            ByteBuffer known = channel.config().getOption(isIpv4 ? IPV4 : IPV6);
            return known == null ? of(local) : read(known, isIpv4);
        } catch (ChannelException e) {
            return of(local);
        }
    }

    /** Of a connection that the kernel left as it was. */
    static Target of(InetSocketAddress local) {
        return new Target(Host.ofAddress(local.getAddress().getAddress()), local.getPort());
    }

    private static Target read(ByteBuffer known, boolean isIpv4) {
        known.order(ByteOrder.BIG_ENDIAN);
        byte[] address = new byte[isIpv4 ? 4 : 16];
        known.get(isIpv4 ? IPV4_AT : IPV6_AT, address);
        return new Target(Host.ofAddress(address), known.getShort(PORT_AT) & 0xffff);
    }
}
