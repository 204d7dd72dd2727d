package org.schoolgate.cli.process;

import org.schoolgate.proxy.LimitConfig;

/**
 * How much of a gateway its clients may take.
 *
 * @param connections of all clients at a time
 * @param connectionsPerClient from one address
 * @param memoryPercent of heap or direct memory; with more in use no further connections are taken in
 * @param requestRate requests a second of one client; 0 for no limit
 * @param minUploadRate bytes a second; a client whose bodies come more slowly is given up
 * @param minDownloadRate bytes a second; a client that takes bodies more slowly is given up
 */
record LimitSettings(
        int connections,
        int connectionsPerClient,
        int memoryPercent,
        int requestRate,
        int minUploadRate,
        int minDownloadRate) {
    static final LimitSettings DEFAULTS = new LimitSettings(20_000, 256, 85, 200, 256, 256);

    LimitConfig config() {
        return new LimitConfig(
                connections, connectionsPerClient, memoryPercent, requestRate, minUploadRate, minDownloadRate);
    }
}
