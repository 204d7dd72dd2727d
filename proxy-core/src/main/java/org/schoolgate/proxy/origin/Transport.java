package org.schoolgate.proxy.origin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.internal.PlatformDependent;
import java.util.function.LongSupplier;

/** Which system calls move the bytes. All channels of a gateway use the same one, because they share event loops. */
public enum Transport {
    EPOLL(EpollServerSocketChannel.class, EpollSocketChannel.class, EpollDatagramChannel.class),
    NIO(NioServerSocketChannel.class, NioSocketChannel.class, NioDatagramChannel.class);

    /**
     * Where all channels have their buffers from. Not Netty's adaptive default: it kept 17 MiB for a single fast download,
     * where this one keeps a chunk or two of 4 MiB for each event loop.
     */
    public static final ByteBufAllocator BUFFERS = PooledByteBufAllocator.DEFAULT;

    private final Class<? extends ServerChannel> serverType;
    private final Class<? extends SocketChannel> socketType;
    private final Class<? extends DatagramChannel> datagramType;

    Transport(
            Class<? extends ServerChannel> serverType,
            Class<? extends SocketChannel> socketType,
            Class<? extends DatagramChannel> datagramType) {
        this.serverType = serverType;
        this.socketType = socketType;
        this.datagramType = datagramType;
    }

    /** Epoll where kernel and native library have it: a third cheaper than NIO for small exchanges. */
    public static Transport best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    /** @param threads 0 for Netty's default */
    public MultiThreadIoEventLoopGroup newGroup(int threads, String name) {
        IoHandlerFactory factory = this == EPOLL ? MendedEpoll.newFactory() : NioIoHandler.newFactory();
        return new MultiThreadIoEventLoopGroup(threads, new DefaultThreadFactory(name), factory);
    }

    public Class<? extends ServerChannel> serverType() {
        return serverType;
    }

    public Class<? extends Channel> socketType() {
        return socketType;
    }

    Class<? extends SocketChannel> resolverSocketType() {
        return socketType;
    }

    Class<? extends DatagramChannel> datagramType() {
        return datagramType;
    }

    /** How many bytes of buffers there are, and may be. */
    public static void registerBuffers(MeterRegistry meters) {
        buffers("used", PooledByteBufAllocator.DEFAULT::pinnedDirectMemory, meters);
        buffers("held", PooledByteBufAllocator.DEFAULT.metric()::usedDirectMemory, meters);
        buffers("limit", PlatformDependent::maxDirectMemory, meters);
    }

    private static void buffers(String what, LongSupplier bytes, MeterRegistry meters) {
        Gauge.builder("schoolgate.buffers." + what, bytes::getAsLong)
                .baseUnit(BaseUnits.BYTES)
                .register(meters);
    }

    /**
     * How much of the memory that buffers may have is in buffers, 0 to 1. What is kept for later ones does not count: it is
     * there when it is needed.
     */
    public static double buffersInUse() {
        return (double) PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() / PlatformDependent.maxDirectMemory();
    }
}
