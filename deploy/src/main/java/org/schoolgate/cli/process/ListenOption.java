package org.schoolgate.cli.process;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.listen.ListenerConfig;
import org.schoolgate.proxy.listen.TlsFiles;
import org.schoolgate.rules.policy.Network;

/**
 * A port as it is written in settings: {@code tls 0.0.0.0:3129 certificate=/etc/filter.crt key=/etc/filter.key zones=staff},
 * words with spaces between them. Lists have commas.
 */
final class ListenOption {
    private static final String SYNTAX =
            "KIND ADDRESS:PORT [zones=ID,...] [senders=CIDR,...] [certificate=FILE key=FILE]";
    private static final List<String> KINDS = List.of("proxy", "tls");
    private static final List<String> KEYS = List.of("zones", "senders", "certificate", "key");

    private final String text;
    private final Map<String, String> values = new HashMap<>();

    private ListenOption(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when the text is anything else; the message has it, and what was expected */
    static ListenerConfig parse(String text) {
        return new ListenOption(text).parse();
    }

    private ListenerConfig parse() {
        String[] words = text.strip().split(" +");
        if (words.length < 2 || !KINDS.contains(words[0])) {
            throw invalid(SYNTAX + ", KIND one of " + String.join(", ", KINDS));
        }
        for (int i = 2; i < words.length; i++) {
            put(words[i]);
        }
        InetSocketAddress address = SocketAddresses.parse(words[1]);
        if (address == null) {
            throw invalid("ADDRESS:PORT, not \"" + words[1] + "\"");
        }
        return new ListenerConfig(
                address,
                Set.copyOf(list("zones")),
                list("senders").stream().map(Network::parse).toList(),
                tlsFiles(words[0].equals("tls")));
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

    private @Nullable TlsFiles tlsFiles(boolean isTls) {
        String certificate = values.get("certificate");
        String key = values.get("key");
        if (isTls != (certificate != null) || isTls != (key != null)) {
            throw invalid("certificate and key for tls, and only there");
        }
        return certificate == null || key == null ? null : new TlsFiles(Path.of(certificate), Path.of(key));
    }

    private IllegalArgumentException invalid(String expected) {
        return new IllegalArgumentException("listen: \"" + text + "\" (expected: " + expected + ")");
    }
}
