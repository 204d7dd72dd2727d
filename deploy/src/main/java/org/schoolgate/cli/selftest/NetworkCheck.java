package org.schoolgate.cli.selftest;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Whether this device is in a network at all: with its cable out, every way past the filter looks closed. */
final class NetworkCheck implements Check {
    static final String REMEDY =
            "Connect this device, or name by --reach-url what it does reach, such as the gateway's PAC file";

    private static final String CHECK = "network";

    private final URI url;

    /** @param url of a web server that answers a device in the network, or that the gateway answers for */
    NetworkCheck(URI url) {
        this.url = url;
    }

    @Override
    public List<Finding> look() {
        try {
            int status = WebAnswer.to(url).status();
            return List.of(Finding.ok(CHECK, url + " answers this device, with status " + status));
        } catch (IOException | IllegalArgumentException e) {
            return List.of(Finding.warning(
                    CHECK, url + " does not answer this device: " + e.getMessage(), "an answer of any status", REMEDY));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
