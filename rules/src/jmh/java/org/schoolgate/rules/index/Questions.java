package org.schoolgate.rules.index;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Hosts to ask for, one behind the other as if read from the wire. */
final class Questions {
    final byte[] text;
    final int[] starts;

    Questions(List<String> hosts) {
        this.text = String.join("", hosts).getBytes(StandardCharsets.ISO_8859_1);
        this.starts = new int[hosts.size() + 1];
        for (int i = 0; i < hosts.size(); i++) {
            starts[i + 1] = starts[i] + hosts.get(i).length();
        }
    }
}
