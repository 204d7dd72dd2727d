package org.schoolgate.cli.selftest;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.schoolgate.cli.process.Authority;

/** Whether the script by which browsers find the proxy is served. */
final class PacCheck implements Check {
    private static final String CHECK = "pac";
    private static final String FUNCTION = "FindProxyForURL";
    private static final String EXPECTED = "a script with " + FUNCTION;

    private final List<InetSocketAddress> ports;

    PacCheck(List<InetSocketAddress> ports) {
        this.ports = List.copyOf(ports);
    }

    @Override
    public List<Finding> look() {
        return ports.stream().map(PacCheck::look).toList();
    }

    private static Finding look(InetSocketAddress port) {
        URI script = URI.create("http://" + Authority.of(port) + "/proxy.pac");
        try {
            WebAnswer answer = WebAnswer.to(script);
            return answer.status() == 200 && answer.body().contains(FUNCTION)
                    ? Finding.ok(CHECK, script + " is served")
                    : Finding.failed(
                            CHECK,
                            script + " answers with status " + answer.status() + " and no script",
                            EXPECTED,
                            "Open a proxy port without zones=, which the script could name");
        } catch (ConnectException e) {
            return Finding.warning(CHECK, script + " is not served", EXPECTED, "Start the gateway");
        } catch (IOException e) {
            return Finding.failed(CHECK, script + " is not served: " + e.getMessage(), EXPECTED, "Restart the gateway");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.warning(CHECK, script + " was not asked for", EXPECTED, "Try again");
        }
    }
}
