package org.schoolgate.proxy.syslog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.PlatformDependent;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.control.Backoff;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.Recurring;
import org.schoolgate.rules.access.AccessRecord;

/**
 * Sends access records to a log server. Never holds up whoever hands one over: when the server is away or slow and the
 * queue is full, records are not sent, and counted; the access log on the disk has them all the same. Connects again by
 * itself. Messages that were under way when a connection broke are sent again, so the server may get some twice.
 */
final class SyslogExport implements Closeable {
    /*
     * Everything but the queue is confined to one event loop of its own: a handshake or a slow server cost the proxy's
     * loops nothing. One batch is under way at a time, and is kept until the socket took all of it.
     */
    static final String CHECK = "syslog";
    static final String LOSSES_CHECK = "syslog losses";

    private static final int QUEUE_RECORDS = 16 * 1024;
    private static final int BATCH_BYTES = 64 * 1024;
    private static final Duration POLL_PAUSE = Duration.ofMillis(100);
    private static final int CONNECT_MILLIS = 10_000;
    private static final long STOP_MILLIS = 2_000;

    private final Queue<AccessRecord> queue = PlatformDependent.newFixedMpscQueue(QUEUE_RECORDS);
    private final SyslogServer server;
    private final SyslogMessages messages;
    private final Health health;
    private final Counter sent;
    private final Counter lost;
    private final EventLoopGroup group =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("syslog", true), NioIoHandler.newFactory());
    private final EventLoop loop = group.next();
    private final Bootstrap bootstrap;
    private final Backoff backoff = new Backoff(RandomGenerator.getDefault());
    private final CountDownLatch drained = new CountDownLatch(1);
    /** Null while there is no connection that the handshake is done on. */
    private @Nullable Channel connection;
    /** Taken from the queue and not yet taken by the socket; null for nothing. */
    private @Nullable ByteBuf batch;

    private int batchRecords;
    private boolean isSending;
    private double lossesTold;
    private volatile boolean closing;

    private SyslogExport(SyslogServer server, SslContext tls, Health health, MeterRegistry meters) {
        this.server = server;
        this.messages = new SyslogMessages(hostName());
        this.health = health;
        this.sent = meters.counter("schoolgate.syslog.records");
        this.lost = meters.counter("schoolgate.syslog.records.lost");
        this.bootstrap = new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .resolver(new DnsAddressResolverGroup(
                        NioDatagramChannel.class, DnsServerAddressStreamProviders.platformDefault()))
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(SyslogConnection.initializer(tls, server, new Connections()));
    }

    /**
     * To be {@linkplain #start started}.
     *
     * @throws IOException when the authority's certificates cannot be read
     */
    static SyslogExport to(SyslogServer server, Health health, MeterRegistry meters) throws IOException {
        return new SyslogExport(server, tls(server), health, meters);
    }

    /** Begins to connect and to send; does not wait for the server. */
    void start() {
        loop.execute(this::connect);
        Recurring.every(POLL_PAUSE, loop, "looking for records to send", this::tick);
    }

    private static SslContext tls(SyslogServer server) throws IOException {
        SslContextBuilder tls = SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS");
        Path authority = server.authority();
        if (authority == null) {
            return tls.build();
        }
        try {
            return tls.trustManager(authority.toFile()).build();
        } catch (IllegalArgumentException e) {
            throw new IOException(authority + ": " + e.getMessage() + " (expected: certificates, PEM)", e);
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    /** How many records wait. */
    int waiting() {
        return queue.size();
    }

    /** Hands a record over, to be sent within a second while the server takes them. For any thread; does not block. */
    void offer(AccessRecord record) {
        if (!queue.offer(record)) {
            lost.increment();
        }
    }

    private void connect() {
        if (closing) {
            return;
        }
        bootstrap.connect(server.host(), server.port()).addListener((Future<Void> done) -> {
            if (!done.isSuccess()) {
                connectLater(String.valueOf(done.cause().getMessage()));
            }
        });
    }

    private final class Connections implements SyslogConnection.Listener {
        @Override
        public void connected(Channel channel) {
            connection = channel;
            health.ok(CHECK, "connected to " + server.text());
            send();
        }

        @Override
        public void ended(String why) {
            connection = null;
            connectLater(why);
        }
    }

    private void connectLater(String why) {
        if (closing) {
            return;
        }
        health.warn(CHECK, "no connection to " + server.text() + ": " + why);
        loop.schedule(this::connect, backoff.next().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        send();
        if (lost.count() > lossesTold) {
            lossesTold = lost.count();
            health.warn(LOSSES_CHECK, "%.0f records not sent since start".formatted(lossesTold));
        }
    }

    private void send() {
        Channel channel = connection;
        ByteBuf next = channel == null || isSending ? null : nextBatch(channel);
        if (channel == null || next == null) {
            if (closing && !isSending) {
                drained.countDown();
            }
            return;
        }
        batch = next;
        isSending = true;
        channel.writeAndFlush(next.retainedDuplicate()).addListener(done -> written(channel, done.isSuccess()));
    }

    /** What another connection left, else as much as waits; null for nothing. */
    private @Nullable ByteBuf nextBatch(Channel channel) {
        AccessRecord record = batch == null ? queue.poll() : null;
        if (record == null) {
            return batch;
        }
        ByteBuf messagesOfBatch = channel.alloc().buffer(BATCH_BYTES);
        batchRecords = 0;
        while (record != null) {
            messages.write(record, messagesOfBatch);
            batchRecords++;
            record = messagesOfBatch.readableBytes() < BATCH_BYTES ? queue.poll() : null;
        }
        return messagesOfBatch;
    }

    private void written(Channel channel, boolean isTaken) {
        isSending = false;
        if (!isTaken) {
            channel.close();
            return;
        }
        backoff.reset();
        sent.increment(batchRecords);
        releaseBatch();
        send();
    }

    private void releaseBatch() {
        if (batch != null) {
            batch.release();
            batch = null;
        }
    }

    /** Sends what was handed over, for at most two seconds, and stops; what the server did not take is counted. */
    @Override
    public void close() {
        closing = true;
        loop.execute(this::send);
        try {
            drained.await(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loop.submit(this::countLeft).awaitUninterruptibly();
        group.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }

    private void countLeft() {
        if (batch != null) {
            lost.increment(batchRecords);
            releaseBatch();
        }
        while (queue.poll() != null) {
            lost.increment();
        }
        if (connection != null) {
            connection.close();
        }
    }
}
