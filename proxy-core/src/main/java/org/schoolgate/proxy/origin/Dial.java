package org.schoolgate.proxy.origin;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.origin.DialException.Outcome;

/**
 * One way to reach a target: tries its addresses one after the other, the next one when the one before has failed or takes
 * its time (RFC 8305, section 5); the first that answers wins. An address is checked right before it is dialled, because a
 * name that resolved to a permitted address a minute ago may by now point inside. Whoever no longer wants the result cancels
 * it. Confined to its event loop.
 */
final class Dial {
    private static final int MAX_ADDRESSES = 3;
    private static final long ATTEMPT_DELAY_MILLIS = 250;

    private final EventLoop loop;
    private final Bootstrap bootstrap;
    private final Target target;
    private final AddressRule rule;
    private final Ourselves ourselves;
    private final Promise<Channel> result;
    private final Deque<InetAddress> untried = new ArrayDeque<>();
    private DialException failure = new DialException(Outcome.NAME_NOT_FOUND);
    private Runnable attempting = () -> {};
    private int pending;
    private @Nullable Future<?> timer;

    Dial(EventLoop loop, Bootstrap bootstrap, Target target, AddressRule rule, Ourselves ourselves) {
        this.loop = loop;
        this.bootstrap = bootstrap;
        this.target = target;
        this.rule = rule;
        this.ourselves = ourselves;
        this.result = loop.newPromise();
    }

    /** @param attempting called before each attempt to connect; never when no address may be dialled */
    Future<Channel> start(Future<List<InetAddress>> addresses, Runnable attempting) {
        this.attempting = attempting;
        addresses.addListener((Future<List<InetAddress>> done) -> {
            if (done.isSuccess()) {
                done.getNow().stream().limit(MAX_ADDRESSES).forEach(untried::add);
                next();
            } else {
                result.tryFailure(done.cause());
            }
        });
        return result;
    }

    private void next() {
        stopTimer();
        if (result.isDone()) {
            return;
        }
        InetAddress address = untried.poll();
        if (address == null) {
            failIfNothingIsLeft();
            return;
        }
        Outcome refusal = refusalOf(address);
        if (refusal != null) {
            failure = new DialException(refusal);
            next();
            return;
        }
        attempting.run();
        connect(new InetSocketAddress(address, target.port()));
    }

    private void failIfNothingIsLeft() {
        if (pending == 0) {
            result.tryFailure(failure);
        }
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private @Nullable Outcome refusalOf(InetAddress address) {
        if (ourselves.isReachedBy(address, target.port())) {
            return Outcome.OURSELVES;
        }
        return rule.permits(target.host(), address.getAddress(), target.port()) ? null : Outcome.ADDRESS_PROHIBITED;
    }

    private void connect(InetSocketAddress address) {
        ChannelFuture attempt = bootstrap.connect(address);
        pending++;
        if (!untried.isEmpty()) {
            timer = loop.schedule(this::next, ATTEMPT_DELAY_MILLIS, TimeUnit.MILLISECONDS);
        }
        result.addListener(done -> {
            if (result.getNow() != attempt.channel()) {
                attempt.channel().close();
            }
        });
        attempt.addListener((ChannelFuture done) -> {
            pending--;
            if (!done.isSuccess()) {
                failure = new DialException(outcomeOf(done.cause()));
                next();
            } else if (!result.trySuccess(done.channel())) {
                done.channel().close();
            }
        });
    }

    private static Outcome outcomeOf(Throwable cause) {
        if (cause instanceof ConnectTimeoutException) {
            return Outcome.CONNECT_TIMEOUT;
        }
        return cause instanceof ConnectException
                        && String.valueOf(cause.getMessage()).contains("refused")
                ? Outcome.REFUSED
                : Outcome.UNREACHABLE;
    }
}
