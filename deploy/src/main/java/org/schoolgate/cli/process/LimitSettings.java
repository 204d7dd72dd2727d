package org.schoolgate.cli.process;

/**
 * How much of a gateway its clients may take.
 *
 * @param connections of all clients at a time
 * @param connectionsPerClient from one address
 * @param minUploadRate bytes a second; a client whose bodies come more slowly is given up
 * @param minDownloadRate bytes a second; a client that takes bodies more slowly is given up
 */
record LimitSettings(int connections, int connectionsPerClient, int minUploadRate, int minDownloadRate) {
    static final LimitSettings DEFAULTS = new LimitSettings(20_000, 256, 256, 256);
}
