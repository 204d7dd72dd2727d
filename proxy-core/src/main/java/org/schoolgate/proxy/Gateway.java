package org.schoolgate.proxy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.schoolgate.proxy.accesslog.AccessLog;
import org.schoolgate.proxy.accesslog.AccessLogConfig;
import org.schoolgate.proxy.bundle.CurrentBundle;
import org.schoolgate.proxy.bundle.Foresight;
import org.schoolgate.proxy.http.Ledger;
import org.schoolgate.proxy.identity.Sources;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.metrics.OpsServer;
import org.schoolgate.proxy.metrics.ProcessMeters;
import org.schoolgate.proxy.outbox.EventIds;
import org.schoolgate.proxy.outbox.Outbox;
import org.schoolgate.proxy.syslog.SyslogLink;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.disk.Disk;
import org.schoolgate.rules.disk.FolderLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running gateway. It needs nobody: it serves from the last good bundle on its own disk, and without one it is closed.
 * Starting and stopping block.
 */
public final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    /** What is open, the latest first: it is closed in this order. */
    private final Deque<Closeable> open;

    private final Health health;
    private final MeterRegistry meters;
    private final CurrentBundle bundle;
    private final AccessLog log;
    private final SyslogLink syslog;
    private final DataPlane plane;
    private final OpsServer ops;
    private final GatewayConfig started;

    private Gateway(
            Deque<Closeable> open,
            Health health,
            MeterRegistry meters,
            CurrentBundle bundle,
            AccessLog log,
            SyslogLink syslog,
            DataPlane plane,
            OpsServer ops,
            GatewayConfig started) {
        this.open = open;
        this.health = health;
        this.meters = meters;
        this.bundle = bundle;
        this.log = log;
        this.syslog = syslog;
        this.plane = plane;
        this.ops = ops;
        this.started = started;
    }

    /**
     * Starts; when this returns, browsers are served.
     *
     * @throws IOException when the folder is in use, the gateway is not enrolled and has no bundle folder, or a port cannot
     *     be had; nothing is left open then
     */
    public static Gateway start(GatewayConfig config) throws IOException {
        Deque<Closeable> open = new ArrayDeque<>();
        try {
            return start(config, open);
        } catch (IOException | RuntimeException e) {
            closeAll(open);
            throw e;
        }
    }

    private static Gateway start(GatewayConfig config, Deque<Closeable> open) throws IOException {
        Disk disk = Disk.ofSystem();
        disk.makeFolder(config.folder());
        open.push(FolderLock.take(config.folder(), "gateway"));
        Health health = new Health();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        open.push(ProcessMeters.register(meters));
        health.register(meters);
        CurrentBundle bundle = new CurrentBundle(InstantSource.system());
        bundle.register(meters);
        ControlLink link = ControlLink.of(disk, config);
        Path outboxFolder = config.folder().resolve("outbox");
        Path accessFolder = config.folder().resolve("access");
        EventIds ids = EventIds.open(disk, outboxFolder, accessFolder, link.gateway());
        AccessLogConfig logConfig = new AccessLogConfig(
                accessFolder, link.gateway(), ids.epoch(), config.log().limits());
        AccessLog log = AccessLog.open(disk, logConfig, InstantSource.system(), System::nanoTime, health, meters);
        open.push(log);
        SyslogLink syslog = new SyslogLink(health, meters);
        open.push(syslog);
        syslog.prepare(config.log().syslog()).use();
        Outbox outbox = link.openOutbox(outboxFolder, ids.epoch(), health, meters);
        open.push(outbox);
        Ledger ledger = new Ledger(both(log, syslog), outbox::raise, ids::next);
        link.follow(bundle, health).forEach(open::push);
        open.push(Foresight.start(bundle, InstantSource.system()));
        OpsServer ops = OpsServer.start(config.opsAddress(), health, bundle::generation, meters);
        open.push(ops);
        DataPlane plane = DataPlane.open(config, bundle::get, ledger, health, meters, notForBrowsers(ops, link));
        open.push(plane);
        bundle.onReplace(newer -> plane.judgeTunnelsAgain());
        bundle.onReplace(newer -> Sources.report(newer, health));
        Bundle current = bundle.get();
        if (current != null) {
            Sources.report(current, health);
        }
        LOG.info("Proxy: serving on {}", plane.addresses());
        return new Gateway(open, health, meters, bundle, log, syslog, plane, ops, config);
    }

    private static Consumer<AccessRecord> both(AccessLog log, SyslogLink syslog) {
        return record -> {
            log.record(record);
            syslog.offer(record);
        };
    }

    private static List<InetSocketAddress> notForBrowsers(OpsServer ops, ControlLink link) {
        return Stream.concat(Stream.of(ops.boundAddress()), link.adminOnThisMachine().stream())
                .toList();
    }

    /**
     * Serves by another configuration from now on, and closes no connection for it. When it fails, everything is as it was.
     * Blocks; for one thread at a time, and not when it stops.
     *
     * @return what of it takes effect at the next start only, by the names of the settings
     * @throws IOException when a port cannot be had, or a file is not what it should be
     */
    List<String> use(GatewayConfig next) throws IOException {
        SyslogLink.Prepared logServer = syslog.prepare(next.log().syslog());
        try {
            plane.use(next);
        } catch (IOException | RuntimeException e) {
            logServer.discard();
            throw e;
        }
        log.keep(next.log().limits());
        logServer.use();
        LOG.info("Proxy: other settings are in use, serving on {}", plane.addresses());
        return next.opsAddress().equals(started.opsAddress()) ? List.of() : List.of("gateway_ops_port");
    }

    /**
     * Follows the settings, once it has begun to serve by what was read last.
     *
     * @return to be closed before it stops
     */
    public Closeable follow(GatewayConfig.Source source) {
        return SettingsFollower.start(source, started, this::use, health, meters);
    }

    /** Where browsers connect; tells the port when 0 was asked for. */
    public InetSocketAddress boundAddress() {
        return plane.addresses().get(0);
    }

    /** The same of all ports, that one first, then those of {@link GatewayConfig#listeners} in their order. */
    public List<InetSocketAddress> boundAddresses() {
        return plane.addresses();
    }

    /** Where health and metrics are. */
    public InetSocketAddress opsAddress() {
        return ops.boundAddress();
    }

    public Health health() {
        return health;
    }

    /** Whether there is a bundle to decide by; without one everything is closed. */
    public boolean isReady() {
        return bundle.get() != null;
    }

    /**
     * Accepts no more, lets exchanges end for as long as is granted, breaks off what is left, and writes down everything.
     *
     * @param drain not more than 10 s where a supervisor waits
     */
    public void stop(Duration drain) {
        int broken = plane.drain(drain);
        if (broken > 0) {
            LOG.info("Proxy: {} connections broken off at the end", broken);
        }
        closeAll(open);
    }

    private static void closeAll(Deque<Closeable> open) {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException e) {
                LOG.warn("not closed properly: {}", e.toString());
            }
        }
    }
}
