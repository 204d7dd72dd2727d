package org.schoolgate.proxy.http;

import org.schoolgate.proxy.identity.Arrival;

/** Writes down connections that were turned away before anything was read of them. */
public final class TurnedAway {
    private TurnedAway() {}

    /**
     * Records one as an exchange that was refused; of a client that comes again and again, not each.
     *
     * @param status that was answered; 0 for none
     * @param error as in its {@code Proxy-Status} field (RFC 9209)
     * @param bytesOut of the answer
     */
    public static void record(Arrival client, HttpServices services, int status, String error, long bytesOut) {
        Exchange exchange = Exchange.unread(services, client, services.nanoTime());
        exchange.isOver(client.allowance());
        exchange.refused(error);
        exchange.answered(status);
        exchange.end(0, bytesOut);
    }
}
