package org.schoolgate.cli.process;

import java.util.List;
import org.schoolgate.rules.url.PublicSuffixes;

/** Where the processes listen and whom they ask; policy is not in here. */
record Settings(GatewaySettings gateway, AdminSettings admin) {
    /** With no file and no option: all addresses of the box, but a demonstration stays on loopback. */
    static Settings defaults(boolean demo) {
        String host = demo ? "127.0.0.1" : "0.0.0.0";
        return new Settings(
                new GatewaySettings(
                        host,
                        3128,
                        List.of(),
                        9101,
                        List.of(),
                        null,
                        List.of(),
                        null,
                        null,
                        5,
                        120,
                        120,
                        45,
                        LimitSettings.DEFAULTS,
                        LogSettings.DEFAULTS),
                new AdminSettings(host, 8443, 9102, List.of(), PublicSuffixes.DEBIAN, null, null, null));
    }
}
