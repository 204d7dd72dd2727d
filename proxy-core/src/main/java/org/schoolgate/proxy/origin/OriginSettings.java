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
 * @param connectTimeout for one address; at most three are tried
 * @param pooledIdle how long a connection without an exchange is kept; shorter than what servers grant
 * @param pooledPerTarget idle connections kept to one target, per event loop
 * @param pooledInAll idle connections kept per event loop
 * @param parent what all requests to the internet go through; null where they go to their origins
 */
public record OriginSettings(
        Path hostsFile,
        List<InetSocketAddress> nameServers,
        Duration resolveTimeout,
        Duration connectTimeout,
        Duration pooledIdle,
        int pooledPerTarget,
        int pooledInAll,
        @Nullable ParentProxy parent) {
    public static final OriginSettings DEFAULTS = new OriginSettings(
            Path.of("/etc/hosts"),
            List.of(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(45),
            32,
            1024,
            null);

    public OriginSettings {
        nameServers = List.copyOf(nameServers);
    }

    public OriginSettings withHostsFile(Path file) {
        return new OriginSettings(
                file, nameServers, resolveTimeout, connectTimeout, pooledIdle, pooledPerTarget, pooledInAll, parent);
    }

    public OriginSettings withNameServers(List<InetSocketAddress> servers) {
        return new OriginSettings(
                hostsFile, servers, resolveTimeout, connectTimeout, pooledIdle, pooledPerTarget, pooledInAll, parent);
    }

    public OriginSettings withParent(@Nullable ParentProxy proxy) {
        return new OriginSettings(
                hostsFile,
                nameServers,
                resolveTimeout,
                connectTimeout,
                pooledIdle,
                pooledPerTarget,
                pooledInAll,
                proxy);
    }
}
