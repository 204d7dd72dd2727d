package org.schoolgate.cli.process;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The one line on standard output by which a server says that it serves, and where:
 * {@code gateway ready proxy=127.0.0.1:3128 ops=127.0.0.1:9101}. Read by people, by scripts and by the supervisor. A value
 * with a space in it stands between double quotes.
 */
record ReadyLine(String name, Map<String, String> facts) {
    private static final String READY = " ready ";

    /** The line's text, facts in their order. */
    String text() {
        StringJoiner line = new StringJoiner(" ", name + READY, "");
        facts.forEach((key, value) -> line.add(key + "=" + (value.indexOf(' ') < 0 ? value : '"' + value + '"')));
        return line.toString();
    }

    String fact(String key) {
        return Objects.requireNonNull(facts.get(key), () -> "no " + key + " in: " + text());
    }

    /** The port at the end of a fact that is an address. */
    int port(String key) {
        String address = fact(key);
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }

    /** Reads what {@link #text()} wrote without quotes; null for any other line. */
    static @Nullable ReadyLine parse(String line) {
        int at = line.indexOf(READY);
        if (at <= 0 || line.indexOf(' ') != at) {
            return null;
        }
        Map<String, String> facts = new LinkedHashMap<>();
        for (String fact : line.substring(at + READY.length()).split(" ")) {
            int equals = fact.indexOf('=');
            if (equals <= 0) {
                return null;
            }
            facts.put(fact.substring(0, equals), fact.substring(equals + 1));
        }
        return new ReadyLine(line.substring(0, at), facts);
    }
}
