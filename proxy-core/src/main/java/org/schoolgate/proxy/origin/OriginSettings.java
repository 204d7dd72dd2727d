package org.schoolgate.proxy.origin;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How origins are found and kept.
 *
 * @param hostsFile asked before DNS; need not exist
 * @param nameServers empty for the system's
 * @param resolveTimeout for one name, all servers and retries together
 * @param timeouts once there are addresses
 * @param pooledPerTarget idle connections kept to one target, per event loop; fewer than are in use at once mean dialling anew
 * @param pooledInAll idle connections kept per event loop
 * @param parent what all requests to the internet go through; null where they go to their origins
 */
public record OriginSettings(
        Path hostsFile,
        List<InetSocketAddress> nameServers,
        Duration resolveTimeout,
        OriginTimeouts timeouts,
        int pooledPerTarget,
        int pooledInAll,
        @Nullable ParentProxy parent) {
    public static final OriginSettings DEFAULTS = new OriginSettings(
            Path.of("/etc/hosts"), List.of(), Duration.ofSeconds(5), OriginTimeouts.DEFAULTS, 256, 1024, null);

    public OriginSettings {
        nameServers = List.copyOf(nameServers);
    }

    public OriginSettings withHostsFile(Path file) {
        return new OriginSettings(file, nameServers, resolveTimeout, timeouts, pooledPerTarget, pooledInAll, parent);
    }

    public OriginSettings withNameServers(List<InetSocketAddress> servers) {
        return new OriginSettings(hostsFile, servers, resolveTimeout, timeouts, pooledPerTarget, pooledInAll, parent);
    }

    public OriginSettings withParent(@Nullable ParentProxy proxy) {
        return new OriginSettings(
                hostsFile, nameServers, resolveTimeout, timeouts, pooledPerTarget, pooledInAll, proxy);
    }

    public OriginSettings withPooledInAll(int connections) {
        return new OriginSettings(
                hostsFile, nameServers, resolveTimeout, timeouts, pooledPerTarget, connections, parent);
    }

    public OriginSettings withTimeouts(OriginTimeouts others) {
        return new OriginSettings(hostsFile, nameServers, resolveTimeout, others, pooledPerTarget, pooledInAll, parent);
    }
}
