package org.schoolgate.proxy.origin;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;

/**
 * Netty's epoll, mended where it ended connections that nobody had ended, or read what nobody wanted yet (ADR 0029). One per
 * event loop, on its thread.
 *
 * <ul>
 *   <li>A socket gets no event of the one that had its number (file descriptor) before. While a loop works off the events of
 *       one look, a connection may be closed and another be opened, to which the system gives the number that is free now;
 *       what is left of the events of the closed one is not the new one's.
 *   <li>That the other side has ended is seen when what it sent before has been read, as with NIO, and not by an event of
 *       its own ({@code EPOLLRDHUP}): at that Netty reads all there is at once, though reading is stopped.
 *   <li>A socket that is not read for now stays with epoll. Netty takes out what waits for nothing, and then fails when it is
 *       to be read on.
 * </ul>
 */
final class MendedEpoll implements IoHandler {
    /** {@code EPOLLONESHOT}, for which Netty has no name: an error at most, and only once. */
    private static final EpollIoOps NEXT_TO_NOTHING = EpollIoOps.valueOf(1 << 30);

    private final IoHandler epoll;
    /** Odd while events are worked off, another each time. */
    private long round;

    private MendedEpoll(IoHandler epoll) {
        this.epoll = epoll;
    }

    static IoHandlerFactory newFactory() {
        IoHandlerFactory factory = EpollIoHandler.newFactory();
        return executor -> new MendedEpoll(factory.newHandler(executor));
    }

    @Override
    public void initialize() {
        epoll.initialize();
    }

    @Override
    public int run(IoHandlerContext context) {
        round++;
        try {
            return epoll.run(context);
        } finally {
            round++;
        }
    }

    @Override
    public IoRegistration register(IoHandle handle) throws Exception {
        return new LastingRegistration(epoll.register(new OwnEvents((EpollIoHandle) handle, round)));
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public boolean isCompatible(Class<? extends IoHandle> handleType) {
        return epoll.isCompatible(handleType);
    }

    @Override
    public void prepareToDestroy() {
        epoll.prepareToDestroy();
    }

    @Override
    public void destroy() {
        epoll.destroy();
    }

    /** Takes the events of a socket, but for those of the round in which it was registered. */
    private final class OwnEvents implements EpollIoHandle {
        private final EpollIoHandle socket;
        private final long registeredIn;

        OwnEvents(EpollIoHandle socket, long registeredIn) {
            this.socket = socket;
            this.registeredIn = registeredIn;
        }

        @Override
        public void handle(IoRegistration registration, IoEvent event) {
            if (round != registeredIn) {
                socket.handle(registration, event);
            }
        }

        @Override
        public FileDescriptor fd() {
            return socket.fd();
        }

        @Override
        public void registered() {
            socket.registered();
        }

        @Override
        public void unregistered() {
            socket.unregistered();
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (Exception e) {
                throw new IllegalStateException("a socket cannot be closed", e);
            }
        }
    }

    /** Says what a socket waits for: never the other side's end, and never again nothing once it was something. */
    private static final class LastingRegistration implements IoRegistration {
        private final IoRegistration registration;
        private boolean isWithEpoll;

        LastingRegistration(IoRegistration registration) {
            this.registration = registration;
        }

        @Override
        public long submit(IoOps ops) {
            EpollIoOps wanted = ((EpollIoOps) ops).without(EpollIoOps.EPOLLRDHUP);
            if (isWithEpoll && wanted.value() == EpollIoOps.NONE.value()) {
                wanted = NEXT_TO_NOTHING;
            }
            isWithEpoll = wanted.value() != EpollIoOps.NONE.value();
            return registration.submit(wanted);
        }

        @Override
        public <T> T attachment() {
            return registration.attachment();
        }

        @Override
        public boolean isValid() {
            return registration.isValid();
        }

        @Override
        public boolean cancel() {
            return registration.cancel();
        }
    }
}
