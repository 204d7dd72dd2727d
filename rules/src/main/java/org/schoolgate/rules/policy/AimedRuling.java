package org.schoolgate.rules.policy;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said, and to whom of those who hold a role. */
record AimedRuling(Ruling ruling, Reach reach) {
    /** The one for the narrower "who", then block before allow. */
    static final Comparator<AimedRuling> PRECEDENCE = Comparator.comparingInt(AimedRuling::rank)
            .thenComparing(aimed -> aimed.ruling().action(), Comparator.reverseOrder());

    int rank() {
        return reach.rank();
    }

    /** The first that reaches someone; null when none does. */
    static @Nullable AimedRuling first(List<AimedRuling> all, Principal principal, Zone zone) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).reach().has(principal, zone)) {
                return all.get(i);
            }
        }
        return null;
    }

    /** Those that can count, in their order: none after one that reaches the whole role. Equal ones stay as they stand. */
    static List<AimedRuling> inOrder(List<AimedRuling> unordered) {
        List<AimedRuling> ordered = unordered.stream().sorted(PRECEDENCE).toList();
        for (int i = 0; i < ordered.size(); i++) {
            if (ordered.get(i).reach().isWholeRole()) {
                return List.copyOf(ordered.subList(0, i + 1));
            }
        }
        return ordered;
    }
}
