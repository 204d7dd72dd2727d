package org.schoolgate.rules.index;

import java.nio.charset.StandardCharsets;
import org.schoolgate.rules.url.MatchKey;

/**
 * The pages that an entry speaks of, as they are stored: {@code example.org/adult}.
 *
 * @param host canonical; holds no slash
 */
record Page(String host, MatchKey key) {
    static Page ofText(String text) {
        int slash = text.indexOf('/');
        return new Page(text.substring(0, slash), MatchKey.ofText(text.substring(slash)));
    }

    String text() {
        return host + key.text();
    }

    void copyHost(byte[] to, int at) {
        byte[] bytes = host.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, to, at, bytes.length);
    }
}
