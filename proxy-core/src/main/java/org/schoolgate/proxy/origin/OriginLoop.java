package org.schoolgate.proxy.origin;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.origin.Resolver.Names;

/**
 * The way to origins for the clients of one event loop: its resolver and its idle connections. Everything here is called
 * on that loop, and so are the listeners of what it returns.
 */
public final class OriginLoop {
    private static final long SWEEP_SECONDS = 5;
    /** A peer stops being read at the upper mark, and is read again at the lower one. */
    public static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private final EventLoop loop;
    private final Resolver resolver;
    private final Pool pool;
    private final Bootstrap bootstrap;
    private final Ourselves ourselves;

    OriginLoop(
            EventLoop loop,
            Transport transport,
            OriginSettings settings,
            Names names,
            Ourselves ourselves,
            LongSupplier nanoTime) {
        this.loop = loop;
        this.resolver = new Resolver(loop, transport, settings, names);
        this.pool = new Pool(settings, nanoTime);
        this.ourselves = ourselves;
        this.bootstrap = new Bootstrap()
                .group(loop)
                .channel(transport.socketType())
                .option(ChannelOption.ALLOCATOR, Transport.BUFFERS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.connectTimeout().toMillis());
        loop.scheduleWithFixedDelay(pool::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    /** An idle connection to the target, now the caller's; null when there is none. */
    public @Nullable Channel take(Target target, AddressRule rule) {
        return pool.take(target, rule);
    }

    /**
     * Keeps a connection for the next exchange with the target. It must read (auto-read on), must have nothing left to
     * say, and must close itself when it is spoken to.
     */
    public void give(Target target, Channel channel) {
        pool.give(target, channel);
    }

    /**
     * Connects to the target; fails with {@link DialException}. Cancelling the result gives up.
     *
     * @param handler sharable: several addresses may be tried
     */
    public Future<Channel> dial(Target target, AddressRule rule, ChannelHandler handler) {
        return new Dial(loop, bootstrap.clone().handler(handler), target, rule, ourselves)
                .start(resolver.resolve(target.host()));
    }

    void close() {
        pool.closeAll();
        resolver.close();
    }
}
