package org.schoolgate.cli.process;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Of the options of a gateway those about how much clients may take of it. */
final class LimitOptions {
    @Option(
            names = "--max-connections",
            paramLabel = "COUNT",
            description = "Of all clients at a time (20000); fewer where the process may not open as many sockets.")
    private @Nullable Integer connections;

    @Option(
            names = "--max-connections-per-client",
            paramLabel = "COUNT",
            description = "From one address, but for zones with a shared one (256).")
    private @Nullable Integer connectionsPerClient;

    @Option(
            names = "--max-memory-percent",
            paramLabel = "PERCENT",
            description = "Of heap or direct memory; with more in use no further connections are taken in (85).")
    private @Nullable Integer memoryPercent;

    @Option(
            names = "--max-request-rate",
            paramLabel = "COUNT",
            description = "Requests a second from one address, but for zones with a shared one (200); 0 for no limit.")
    private @Nullable Integer requestRate;

    @Option(
            names = "--min-upload-rate",
            paramLabel = "BYTES",
            description = "A second, below which a client is given up (256); 0 for no minimum.")
    private @Nullable Integer minUploadRate;

    @Option(
            names = "--min-download-rate",
            paramLabel = "BYTES",
            description = "As above, of what a client takes (256).")
    private @Nullable Integer minDownloadRate;

    /** The settings with each option that was given in its place. */
    LimitSettings over(LimitSettings settings) {
        return new LimitSettings(
                connections == null ? settings.connections() : connections,
                connectionsPerClient == null ? settings.connectionsPerClient() : connectionsPerClient,
                memoryPercent == null ? settings.memoryPercent() : memoryPercent,
                requestRate == null ? settings.requestRate() : requestRate,
                minUploadRate == null ? settings.minUploadRate() : minUploadRate,
                minDownloadRate == null ? settings.minDownloadRate() : minDownloadRate);
    }

    /** What was given. */
    void addTo(Arguments arguments) {
        arguments
                .add("--max-connections", connections)
                .add("--max-connections-per-client", connectionsPerClient)
                .add("--max-memory-percent", memoryPercent)
                .add("--max-request-rate", requestRate)
                .add("--min-upload-rate", minUploadRate)
                .add("--min-download-rate", minDownloadRate);
    }
}
