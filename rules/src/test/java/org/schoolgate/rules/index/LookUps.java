package org.schoolgate.rules.index;

import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One look-up after the other, each of a host that is the next one only when the last answer is known: by the index, by the
 * map that one would write instead, and the floor of both, one line of memory.
 */
final class LookUps {
    private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

    private final Index index;
    private final Map<String, Integer> map;
    private final long[] lines;
    private final Hits hits = new Hits();
    private int next;
    private int last;
    private long key;

    /** @param map the names of the index, with anything */
    LookUps(Index index, Map<String, Integer> map) {
        this.index = index;
        this.map = map;
        this.lines = new Random(1).longs(index.hotBytes() / Long.BYTES).toArray();
    }

    void floors(int times) {
        for (int i = 0; i < times; i++) {
            floor();
        }
    }

    void classifications(Questions questions, int times) {
        for (int i = 0; i < times; i++) {
            classify(questions);
        }
    }

    void mapLookUps(Questions questions, int times) {
        for (int i = 0; i < times; i++) {
            askMap(questions);
        }
    }

    /** A dependent read of a random line, of as many as the index has, behind the hash of eight bytes. */
    int floor() {
        long mixed = key ^ last;
        key = Math.multiplyHigh(mixed, MULTIPLIER) ^ mixed * MULTIPLIER;
        key += next++;
        int line = LineTable.home(key, lines.length / LineTable.SLOTS_PER_LINE);
        last = (int) lines[line * LineTable.SLOTS_PER_LINE] & Integer.MAX_VALUE;
        return last;
    }

    int classify(Questions questions) {
        int i = advance(questions);
        index.classify(questions.text, questions.starts[i], questions.starts[i + 1], hits);
        last = hits.size();
        return last;
    }

    int askMap(Questions questions) {
        Integer found = nearest(questions.host(advance(questions)));
        last = found == null ? 0 : 1;
        return last;
    }

    /** The next question, which only the last answer tells: its sign, though it has none. */
    private int advance(Questions questions) {
        next = questions.wrap(next + 1 + (last >>> Integer.SIZE - 1));
        return next;
    }

    private @Nullable Integer nearest(String host) {
        String name = host;
        while (true) {
            Integer found = map.get(name);
            int dot = name.indexOf('.');
            if (found != null || dot < 0) {
                return found;
            }
            name = name.substring(dot + 1);
        }
    }
}
