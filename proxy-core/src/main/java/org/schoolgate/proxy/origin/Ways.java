package org.schoolgate.proxy.origin;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/**
 * How connections to origins are made on one event loop, by one state of the settings.
 *
 * @param route null where everything goes to its origin
 */
record Ways(
        Resolver resolver,
        Bootstrap bootstrap,
        OriginSettings settings,
        @Nullable ParentRoute route) {
    static Ways of(EventLoop loop, Transport transport, OriginSettings settings, Names names) {
        ParentProxy parent = settings.parent();
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .channel(transport.socketType())
                .option(ChannelOption.ALLOCATOR, Transport.BUFFERS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, OriginLoop.WATER_MARK)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.timeouts().connect().toMillis());
        return new Ways(
                new Resolver(loop, transport, settings, names),
                bootstrap,
                settings,
                parent == null ? null : new ParentRoute(parent, names.hostsFile()));
    }
}
