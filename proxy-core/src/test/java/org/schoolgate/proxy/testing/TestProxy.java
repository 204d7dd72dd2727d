package org.schoolgate.proxy.testing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.http.ClientTerms;
import org.schoolgate.proxy.http.Diverted;
import org.schoolgate.proxy.http.ExchangeMeters;
import org.schoolgate.proxy.http.HttpServices;
import org.schoolgate.proxy.http.Ledger;
import org.schoolgate.proxy.http.Limits;
import org.schoolgate.proxy.http.SlowClients;
import org.schoolgate.proxy.http.Via;
import org.schoolgate.proxy.identity.Arrival;
import org.schoolgate.proxy.identity.Arrival.Way;
import org.schoolgate.proxy.identity.Neighbours;
import org.schoolgate.proxy.identity.RequestRate;
import org.schoolgate.proxy.identity.SignIns;
import org.schoolgate.proxy.listen.ConnectionLimits;
import org.schoolgate.proxy.listen.ListenerConfig;
import org.schoolgate.proxy.listen.Listeners;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.proxy.origin.OriginSettings;
import org.schoolgate.proxy.origin.OriginTimeouts;
import org.schoolgate.proxy.origin.Origins;
import org.schoolgate.proxy.origin.ParentProxy;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.proxy.origin.Transport;
import org.schoolgate.proxy.tunnel.CheckedTunnels;
import org.schoolgate.proxy.tunnel.TunnelLimits;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.event.EventId;
import org.schoolgate.rules.event.SuspectedIncident;
import org.schoolgate.rules.policy.Network;

/** The data plane of a gateway in this process, on loopback; keeps what it would write down. */
public final class TestProxy implements Closeable {
    /** Names that the proxy's hosts file has, all for 127.0.0.1. */
    public static final List<String> NAMES = List.of(
            "site.example",
            "other.example",
            "adult.example",
            "games.example",
            "bank.example",
            "child.example",
            "updates.example");

    private final EventLoopGroup group;
    private final Transport transport;
    private final HttpServices services;
    private final SignIns signIns;
    private final Origins origins;
    private final CheckedTunnels tunnels;
    private final Listeners listeners;
    private final List<InetSocketAddress> addresses;
    private final Health health = new Health();
    private final SimpleMeterRegistry exchanges = new SimpleMeterRegistry();
    private final SlowClients slowClients;
    private final AtomicReference<@Nullable Bundle> bundle;
    private final ChannelGroup diverted = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final List<AccessRecord> records = new CopyOnWriteArrayList<>();
    private final List<SuspectedIncident> incidents = new CopyOnWriteArrayList<>();

    private TestProxy(Builder builder) throws IOException {
        Host.loadTables();
        transport = builder.transport;
        group = transport.newGroup(builder.threads, "test-proxy");
        Path hosts = builder.folder.resolve("hosts");
        Files.writeString(hosts, "127.0.0.1 " + String.join(" ", NAMES) + "\n192.168.7.7 inside.example\n");
        OriginSettings settings = OriginSettings.DEFAULTS
                .withHostsFile(hosts)
                .withNameServers(List.of(builder.nameServer))
                .withParent(builder.parent)
                .withTimeouts(builder.originTimeouts);
        origins = new Origins(group, builder.transport, settings, System::nanoTime);
        bundle = new AtomicReference<>(builder.bundle);
        AtomicLong sequence = new AtomicLong();
        Ledger ledger = new Ledger(
                records::add,
                incident -> {
                    incidents.add(incident);
                    return CompletableFuture.completedFuture(null);
                },
                () -> new EventId(1, 1, sequence.incrementAndGet()));
        signIns = new SignIns(builder.nanoTime);
        services = new HttpServices(
                bundle::get,
                new ClientTerms(builder.allowOrigins, builder.limits, builder.requestRate),
                builder.clock,
                System::nanoTime,
                ledger,
                new ExchangeMeters(exchanges),
                origins,
                signIns,
                builder.neighbours,
                new Via("schoolgate-test"));
        slowClients = services.slowClients();
        tunnels = new CheckedTunnels(builder.tunnelLimits, System::nanoTime);
        listeners = new Listeners(group, builder.transport, services, tunnels, builder.connectionLimits, health);
        addresses = listeners.use(builder.ports, builder.connectionLimits);
        origins.listenAt(addresses);
    }

    /** What may differ from one test to another. */
    public static final class Builder {
        private final Path folder;
        private @Nullable Bundle bundle;
        private Transport transport = Transport.best();
        private int threads = 2;
        private InstantSource clock = InstantSource.system();
        private Limits limits = Limits.DEFAULTS;
        private RequestRate requestRate = RequestRate.UNLIMITED;
        private TunnelLimits tunnelLimits = TunnelLimits.DEFAULTS;
        private ConnectionLimits connectionLimits = ConnectionLimits.DEFAULTS;
        private List<ListenerConfig> ports = List.of(ListenerConfig.open(new InetSocketAddress("0.0.0.0", 0)));
        private List<Network> allowOrigins = List.of(Network.parse("127.0.0.0/8"));
        private InetSocketAddress nameServer = new InetSocketAddress("127.0.0.1", 9);

        private @Nullable ParentProxy parent;
        private Neighbours neighbours = Neighbours.NONE;
        private LongSupplier nanoTime = System::nanoTime;
        private OriginTimeouts originTimeouts = OriginTimeouts.DEFAULTS;

        private Builder(Path folder) {
            this.folder = folder;
        }

        public Builder bundle(@Nullable Bundle value) {
            bundle = value;
            return this;
        }

        public Builder transport(Transport value) {
            transport = value;
            return this;
        }

        /** How many event loops. */
        public Builder threads(int value) {
            threads = value;
            return this;
        }

        /** By which it decides. */
        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        public Builder limits(Limits value) {
            limits = value;
            return this;
        }

        public Builder requestRate(RequestRate value) {
            requestRate = value;
            return this;
        }

        public Builder tunnelLimits(TunnelLimits value) {
            tunnelLimits = value;
            return this;
        }

        public Builder connectionLimits(ConnectionLimits value) {
            connectionLimits = value;
            return this;
        }

        /** Instead of an explicit proxy in the clear. */
        public Builder ports(ListenerConfig... value) {
            ports = List.of(value);
            return this;
        }

        public Builder allowOrigins(List<Network> value) {
            allowOrigins = value;
            return this;
        }

        public Builder originTimeouts(OriginTimeouts value) {
            originTimeouts = value;
            return this;
        }

        /** Who has which address. */
        public Builder neighbours(Neighbours value) {
            neighbours = value;
            return this;
        }

        /** By which it is known for how long somebody is signed in, or has to wait. */
        public Builder signInClock(LongSupplier value) {
            nanoTime = value;
            return this;
        }

        public Builder parent(ParentProxy value) {
            parent = value;
            return this;
        }

        public Builder nameServer(InetSocketAddress value) {
            nameServer = value;
            return this;
        }

        public TestProxy start() throws IOException {
            return new TestProxy(this);
        }
    }

    /** Opens a port; who connects to it is taken for diverted on the way to {@code destination}. */
    public InetSocketAddress divert(Target destination, String... zones) {
        ChannelInitializer<Channel> pipeline = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                diverted.add(channel);
                InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
                Host address = Host.ofAddress(remote.getAddress().getAddress());
                Arrival arrival = new Arrival(
                        address, Set.of(zones), services.allowances().of(address), Way.OPEN, null);
                Diverted client = new Diverted(channel, arrival, destination, services, tunnels);
                channel.pipeline().addLast(client.byteMeter(), new IdleStateHandler(0, 0, 60));
                tunnels.meet(client);
            }
        };
        Channel server = new ServerBootstrap()
                .group(group)
                .channel(transport.serverType())
                .childOption(ChannelOption.ALLOCATOR, Transport.BUFFERS)
                .childHandler(pipeline)
                .bind("127.0.0.1", 0)
                .awaitUninterruptibly()
                .channel();
        diverted.add(server);
        return (InetSocketAddress) server.localAddress();
    }

    /** With {@link TestBundles#standard}, both kept in {@code folder}. */
    public static Builder in(Path folder) {
        return new Builder(folder).bundle(TestBundles.standard(folder));
    }

    /** A client on an address of this machine, which says who it is; see {@link TestBundles}. */
    public Wire client(String from) throws IOException {
        return Wire.connect(new InetSocketAddress("127.0.0.1", port()), from);
    }

    /** A pupil of key stage 3. */
    public Wire pupil() throws IOException {
        return client("127.0.3.1");
    }

    public int port() {
        return port(0);
    }

    /** Of the port with this number in the order in which they were asked for. */
    public int port(int number) {
        return addresses.get(number).getPort();
    }

    public Health health() {
        return health;
    }

    public SlowClients slowClients() {
        return slowClients;
    }

    /** As a gateway's metrics have it. */
    public void register(MeterRegistry meters) {
        origins.register(meters);
        tunnels.register(meters);
        listeners.register(meters);
        services.overLimit().register(meters);
    }

    public int connections() {
        return listeners.connections();
    }

    /** What is in force from now on; null for nothing. */
    public void use(@Nullable Bundle next) {
        bundle.set(next);
        tunnels.judgeAgain();
    }

    public List<AccessRecord> records() {
        return List.copyOf(records);
    }

    /** How many exchanges went through that the step would have blocked. */
    public int observed(String step) {
        return (int) exchanges
                .get("schoolgate.exchanges.observed")
                .tag("step", step)
                .functionCounter()
                .count();
    }

    /** Lets go of all that was written down. */
    public void forget() {
        records.clear();
        incidents.clear();
    }

    public List<SuspectedIncident> incidents() {
        return List.copyOf(incidents);
    }

    /** Begins to stop, and returns how many connections had to be broken off. */
    public int drain(Duration grace) {
        return listeners.close(grace);
    }

    @Override
    public void close() {
        diverted.close().awaitUninterruptibly();
        listeners.close(Duration.ZERO);
        origins.close();
        signIns.close();
        group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
