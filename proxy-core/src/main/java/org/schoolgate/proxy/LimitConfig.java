package org.schoolgate.proxy;

import org.schoolgate.proxy.http.BodyRates;
import org.schoolgate.proxy.identity.RequestRate;
import org.schoolgate.proxy.listen.ConnectionLimits;

/**
 * How much of a gateway its clients may take.
 *
 * @param maxConnections of all clients at a time; fewer where the process may not open that many, see {@link Descriptors}
 * @param maxConnectionsPerClient from one address, but for zones whose people share one
 * @param maxMemoryPercent of heap or direct memory; with more in use no further connections are taken in
 * @param maxRequestRate requests a second of one client, but for such zones; 0 for as many as it likes
 * @param minUploadRate bytes a second of a body below which a client is given up; 0 for none
 * @param minDownloadRate the same of what it is sent
 */
public record LimitConfig(
        int maxConnections,
        int maxConnectionsPerClient,
        int maxMemoryPercent,
        int maxRequestRate,
        int minUploadRate,
        int minDownloadRate) {
    public static final LimitConfig DEFAULTS = new LimitConfig(
            ConnectionLimits.DEFAULTS.inAll(),
            ConnectionLimits.DEFAULTS.perClient(),
            ConnectionLimits.DEFAULTS.memoryPercent(),
            RequestRate.DEFAULTS.perSecond(),
            BodyRates.DEFAULTS.minUpload(),
            BodyRates.DEFAULTS.minDownload());

    /**
     * @throws IllegalArgumentException when a number of connections is less than one, the percentage not 1 to 100, or the
     *     rate of requests negative
     */
    public LimitConfig {
        connections(maxConnectionsPerClient, maxConnections, maxMemoryPercent);
        RequestRate.check(maxRequestRate);
    }

    /** Files and sockets that a process has to be able to open for so many connections. */
    public long descriptors() {
        return Descriptors.neededFor(maxConnections);
    }

    ConnectionLimits connections() {
        return connections(maxConnectionsPerClient, maxConnections, maxMemoryPercent);
    }

    private static ConnectionLimits connections(int perClient, int inAll, int memoryPercent) {
        return new ConnectionLimits(perClient, inAll, memoryPercent);
    }

    RequestRate requestRate() {
        return new RequestRate(maxRequestRate);
    }

    BodyRates bodyRates() {
        return BodyRates.of(minUploadRate, minDownloadRate);
    }
}
