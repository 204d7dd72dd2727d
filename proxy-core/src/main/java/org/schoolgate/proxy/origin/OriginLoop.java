package org.schoolgate.proxy.origin;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.metrics.Recurring;
import org.schoolgate.proxy.origin.DialException.Outcome;
import org.schoolgate.rules.Host;

/**
 * The way to origins for the clients of one event loop: its resolver and its idle connections. Everything here is called
 * on that loop, and so are the listeners of what it returns.
 */
public final class OriginLoop {
    private static final Duration SWEEP_PAUSE = Duration.ofSeconds(5);
    /** Some address of the internet, for rules about ports. */
    private static final byte[] SOMEWHERE = {1, 1, 1, 1};
    /** Of a connection: those by which it was made. */
    private static final AttributeKey<Ways> MADE_BY = AttributeKey.valueOf(OriginLoop.class, "ways");

    /** A peer stops being read at the upper mark, and is read again at the lower one. */
    public static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private final EventLoop loop;
    private final Pool pool;
    private final OriginMeters meters;
    private final Ourselves ourselves;
    private Ways ways;

    OriginLoop(EventLoop loop, Ways ways, Ourselves ourselves, OriginMeters meters, LongSupplier nanoTime) {
        this.loop = loop;
        this.ways = ways;
        this.pool = new Pool(ways.settings(), nanoTime, meters);
        this.meters = meters;
        this.ourselves = ourselves;
        Recurring.every(SWEEP_PAUSE, loop, "sweeping kept connections", pool::sweep);
    }

    /**
     * Makes all further connections by others. What is under way is not touched: names that are being looked up are found as
     * it was begun, and connections serve the exchange that they are in; none is kept after it.
     */
    void use(Ways next) {
        Resolver before = ways.resolver();
        long lookupMillis = ways.settings().resolveTimeout().toMillis();
        ways = next;
        pool.use(next.settings());
        loop.schedule(before::close, lookupMillis + 1, TimeUnit.MILLISECONDS);
    }

    /** An idle connection to the target, now the caller's; null when there is none. */
    public @Nullable Channel take(Target target, AddressRule rule) {
        Channel kept = pool.take(target, rule);
        if (kept != null) {
            meters.reused();
        }
        return kept;
    }

    /**
     * Keeps a connection for the next exchange with the target. It must read (auto-read on), must have nothing left to
     * say, and must close itself when it is spoken to. One that was made by other settings is closed.
     */
    public void give(Target target, Channel channel) {
        if (channel.attr(MADE_BY).get() == ways) {
            pool.give(target, channel);
        } else {
            channel.close();
        }
    }

    /**
     * Connects for requests to the target; fails with {@link DialException}. Cancelling the result gives up. Where
     * {@link #parentOf} is not null, the parent proxy wants whole URLs.
     *
     * @param handler sharable: several addresses may be tried
     * @param resolved called when the addresses are known, before each attempt to dial one
     */
    public Future<Channel> dial(Target target, AddressRule rule, ChannelHandler handler, Runnable resolved) {
        ParentRoute route = routeTo(target);
        return route == null
                ? directly(target, rule, handler, resolved)
                : toParent(route, target, rule, handler, resolved);
    }

    /** As {@link #dial}, for bytes of any kind: a parent proxy is asked for a tunnel. */
    public Future<Channel> dialTunnel(Target target, AddressRule rule, ChannelHandler handler, Runnable resolved) {
        Future<Channel> dialled = dial(target, rule, handler, resolved);
        ParentRoute route = routeTo(target);
        return route == null ? dialled : tunnel(route.parent(), target, dialled);
    }

    /** Null where it is dialled itself. */
    private @Nullable ParentRoute routeTo(Target target) {
        ParentRoute route = ways.route();
        return route != null && route.leadsTo(target.host()) ? route : null;
    }

    private Future<Channel> directly(Target target, AddressRule rule, ChannelHandler handler, Runnable resolved) {
        meters.dialling();
        Ways by = ways;
        Future<Channel> dialled = new Dial(loop, by.bootstrap().clone().handler(handler), target, rule, ourselves)
                .start(by.resolver().resolve(target.host()), resolved);
        dialled.addListener((Future<Channel> done) -> dialled(done, by));
        return dialled;
    }

    private void dialled(Future<Channel> done, Ways by) {
        if (done.isSuccess()) {
            Channel channel = done.getNow();
            channel.attr(MADE_BY).set(by);
            meters.opened();
            channel.closeFuture().addListener(closed -> {
                meters.closed();
                pool.remove(channel);
            });
        } else if (done.isCancelled()) {
            meters.givenUp();
        } else {
            meters.failed(DialException.outcomeOf(done.cause()));
        }
    }

    /** Its address is a setting, and no rule is asked about it. */
    private Future<Channel> toParent(
            ParentRoute through, Target target, AddressRule rule, ChannelHandler handler, Runnable resolved) {
        Host host = target.host();
        byte[] address = host.isAddress() ? host.addressBytes() : SOMEWHERE;
        if (ParentRoute.isInside(host) || !rule.permits(host, address, target.port())) {
            return loop.newFailedFuture(new DialException(Outcome.ADDRESS_PROHIBITED));
        }
        InetSocketAddress parent = through.parent().address();
        Target itself = new Target(Host.ofAddress(parent.getAddress().getAddress()), parent.getPort());
        Future<Channel> dialled = directly(itself, (name, dialledAddress, port) -> true, handler, resolved);
        dialled.addListener((Future<Channel> done) -> {
            if (done.isSuccess()) {
                through.mark(done.getNow(), address);
            }
        });
        return dialled;
    }

    private Future<Channel> tunnel(ParentProxy parent, Target target, Future<Channel> dialled) {
        Promise<Channel> opened = loop.newPromise();
        long answerMillis = timeouts().connect().toMillis() * 2;
        opened.addListener(done -> {
            if (opened.isCancelled() && !dialled.cancel(false) && dialled.isSuccess()) {
                dialled.getNow().close();
            }
        });
        dialled.addListener((Future<Channel> done) -> {
            if (done.isSuccess()) {
                Channel channel = done.getNow();
                channel.pipeline().addFirst(new ParentTunnel(parent, target, answerMillis, channel, opened));
            } else {
                opened.tryFailure(done.cause());
            }
        });
        return opened;
    }

    /** Which address rules are asked about for a connection, 4 or 16 bytes in network order; null when it is not connected. */
    public static byte @Nullable [] addressOf(Channel channel) {
        return ParentRoute.addressOf(channel);
    }

    public OriginTimeouts timeouts() {
        return ways.settings().timeouts();
    }

    /** What a connection goes through; null where it goes to its origin. */
    public static @Nullable ParentProxy parentOf(Channel channel) {
        return ParentRoute.of(channel);
    }

    void close() {
        pool.closeAll();
        ways.resolver().close();
    }
}
