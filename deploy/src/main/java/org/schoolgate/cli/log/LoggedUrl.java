package org.schoolgate.cli.log;

import org.schoolgate.rules.access.AccessRecord;

/** The address of an access record as other proxies log it. */
final class LoggedUrl {
    private static final int HTTP_PORT = 80;

    private LoggedUrl() {}

    /** {@code host:port} of a tunnel, else the URL as far as it is told; empty where not even the host is. */
    static String of(AccessRecord.Asked asked) {
        if (asked.host().isEmpty()) {
            return "";
        }
        String host = asked.host().indexOf(':') >= 0 && asked.port() != 0 ? "[" + asked.host() + "]" : asked.host();
        if (asked.scheme().equals("connect")) {
            return host + ":" + asked.port();
        }
        String port = asked.port() == HTTP_PORT || asked.port() == 0 ? "" : ":" + asked.port();
        return "http://" + host + port + (asked.path() == null ? "/" : asked.path());
    }
}
