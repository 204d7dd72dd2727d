package org.schoolgate.rules.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;

/** Hosts to ask for, one behind the other as if read from the wire; as many as a power of two. */
final class Questions {
    final byte[] text;
    final int[] starts;

    Questions(List<String> hosts) {
        if (Integer.bitCount(hosts.size()) != 1) {
            throw new IllegalArgumentException(hosts.size() + " hosts (expected: a power of two)");
        }
        this.text = String.join("", hosts).getBytes(ISO_8859_1);
        this.starts = new int[hosts.size() + 1];
        for (int i = 0; i < hosts.size(); i++) {
            starts[i + 1] = starts[i] + hosts.get(i).length();
        }
    }

    /** The question that follows on many others. */
    int wrap(int number) {
        return number & starts.length - 2;
    }

    String host(int number) {
        return new String(text, starts[number], starts[number + 1] - starts[number], ISO_8859_1);
    }
}
