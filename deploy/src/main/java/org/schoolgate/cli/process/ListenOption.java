package org.schoolgate.cli.process;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.GatewayConfig.Port;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.policy.Network;

/**
 * A port as it is written in settings: {@code tls 0.0.0.0:3129 certificate=/etc/filter.crt key=/etc/filter.key zones=staff},
 * words with spaces between them. Lists have commas.
 */
final class ListenOption {
    private static final String SYNTAX =
            "KIND ADDRESS:PORT [zones=ID,...] [senders=CIDR,...] [certificate=FILE key=FILE] [name=HOST]";
    private static final List<String> KEYS = List.of("zones", "senders", "certificate", "key", "name");

    private final String text;
    private final Map<String, String> values = new HashMap<>();

    private ListenOption(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when the text is anything else; the message has it, and what was expected */
    static Port parse(String text) {
        return new ListenOption(text).parse();
    }

    private Port parse() {
        String[] words = text.strip().split(" +");
        if (words.length < 2 || !Port.kinds().contains(words[0])) {
            throw invalid(SYNTAX + ", KIND one of " + String.join(", ", Port.kinds()));
        }
        for (int i = 2; i < words.length; i++) {
            put(words[i]);
        }
        InetSocketAddress address = SocketAddresses.parse(words[1]);
        if (address == null) {
            throw invalid("ADDRESS:PORT, not \"" + words[1] + "\"");
        }
        return new Port(
                words[0],
                address,
                Set.copyOf(list("zones")),
                list("senders").stream().map(Network::parse).toList(),
                file("certificate"),
                file("key"),
                name());
    }

    private void put(String word) {
        int equals = word.indexOf('=');
        String key = equals < 0 ? word : word.substring(0, equals);
        boolean isKnown = equals >= 0 && equals < word.length() - 1 && KEYS.contains(key);
        if (!isKnown || values.put(key, word.substring(equals + 1)) != null) {
            throw invalid("KEY=VALUE once for each of " + String.join(", ", KEYS) + ", not \"" + word + "\"");
        }
    }

    private List<String> list(String key) {
        String value = values.get(key);
        return value == null ? List.of() : List.of(value.split(",", -1));
    }

    private @Nullable Host name() {
        String name = values.get("name");
        try {
            return name == null ? null : Host.parse(name);
        } catch (HostSyntaxException e) {
            throw invalid("the name of a host, not \"" + name + "\"");
        }
    }

    private @Nullable Path file(String key) {
        String file = values.get(key);
        return file == null ? null : Path.of(file);
    }

    private IllegalArgumentException invalid(String expected) {
        return new IllegalArgumentException("listen: \"" + text + "\" (expected: " + expected + ")");
    }
}
