package org.schoolgate.proxy.origin;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.policy.InsideTargets;

/**
 * Which targets are reached through the parent proxy: all but those that the hosts file names and addresses that are not on
 * the internet. What a name leads to only the parent knows, so names that are inside by their nature are not asked of it.
 */
final class ParentRoute {
    private static final AttributeKey<Passage> PASSAGE = AttributeKey.valueOf(ParentRoute.class, "passage");

    /** @param address that stands for the target's, which nobody here knows, in rules about addresses */
    private record Passage(ParentProxy parent, byte[] address) {}

    private final ParentProxy parent;
    private final HostsFile hostsFile;

    ParentRoute(ParentProxy parent, HostsFile hostsFile) {
        this.parent = parent;
        this.hostsFile = hostsFile;
    }

    ParentProxy parent() {
        return parent;
    }

    boolean leadsTo(Host host) {
        return host.isAddress()
                ? InsideTargets.isPublic(host.addressBytes())
                : hostsFile.find(host).isEmpty();
    }

    /** A name that means this machine or this network (RFC 6761, RFC 8375), or that has no domain. */
    static boolean isInside(Host host) {
        String name = host.text();
        return !host.isAddress()
                && (name.indexOf('.') < 0
                        || name.endsWith(".localhost")
                        || name.endsWith(".local")
                        || name.endsWith(".internal")
                        || name.endsWith(".home.arpa"));
    }

    /** @param address that rules were asked about */
    void mark(Channel channel, byte[] address) {
        channel.attr(PASSAGE).set(new Passage(parent, address));
    }

    /** What the connection goes through; null where it goes to its origin. */
    static @Nullable ParentProxy of(Channel channel) {
        Passage passage = channel.attr(PASSAGE).get();
        return passage == null ? null : passage.parent();
    }

    /** Which address to ask rules about, 4 or 16 bytes in network order; null when the channel is not connected. */
    static byte @Nullable [] addressOf(Channel channel) {
        Passage passage = channel.attr(PASSAGE).get();
        if (passage != null) {
            return passage.address();
        }
        return channel.remoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getAddress()
                : null;
    }
}
