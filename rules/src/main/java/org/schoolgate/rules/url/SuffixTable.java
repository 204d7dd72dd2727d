package org.schoolgate.rules.url;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules by the name they stand at. Looks a name up by where it begins within a longer one; that allocates nothing. */
final class SuffixTable {
    private static final int HASH_FACTOR = 31;
    /** The golden ratio, as in multiplicative hashing. */
    private static final int SPREAD = 0x9e3779b1;

    /** What holds at a name; a name may be a suffix itself and have a wildcard below it. */
    record Rule(String name, SuffixSection itself, SuffixSection below, boolean exception) {}

    private final @Nullable Rule[] slots;
    /** Of the names of the rules, so that another rule in the way is not read. */
    private final int[] hashes;

    SuffixTable(Map<String, Rule> rules) {
        slots = new @Nullable Rule[Integer.highestOneBit(rules.size() + 1) * 4];
        hashes = new int[slots.length];
        rules.values().forEach(this::put);
    }

    private void put(Rule rule) {
        int hash = extended(0, rule.name(), 0, rule.name().length());
        int slot = slot(hash);
        while (slots[slot] != null) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = rule;
        hashes[slot] = hash;
    }

    /** The hash of a name with one more character before it; that of no character is 0. */
    static int extended(int hash, char before) {
        return hash * HASH_FACTOR + before;
    }

    /** The hash of a name with a part of {@code text} before it. */
    static int extended(int hash, String text, int start, int end) {
        int extended = hash;
        for (int i = end - 1; i >= start; i--) {
            extended = extended(extended, text.charAt(i));
        }
        return extended;
    }

    /** @param hash of {@code text} from {@code start} on */
    @Nullable
    Rule find(String text, int start, int hash) {
        int length = text.length() - start;
        int slot = slot(hash);
        Rule rule = slots[slot];
        while (rule != null
                && !(hashes[slot] == hash && rule.name().length() == length && text.endsWith(rule.name()))) {
            slot = (slot + 1) & (slots.length - 1);
            rule = slots[slot];
        }
        return rule;
    }

    private int slot(int hash) {
        return ((hash ^ (hash >>> 15)) * SPREAD >>> 8) & (slots.length - 1);
    }
}
