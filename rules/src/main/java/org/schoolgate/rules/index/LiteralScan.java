package org.schoolgate.rules.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * Finds all of many literals in one pass over a text (Aho and Corasick, 1975), and tells whose they are. Letters of either
 * case match. The table has a row for each state and a column for each character that some literal has: at most four bytes
 * for each character of all literals and each different one of them.
 */
final class LiteralScan {
    static final int START = 0;

    private static final int ASCII = 0x80;

    private final byte[] columns;
    private final int width;
    private final int[] next;
    private final int[][] owners;
    /** Of each state, the one of the longest literal that ends with it and is shorter; {@link #START} when there is none. */
    private final int[] shorter;

    private LiteralScan(Trie trie) {
        this.columns = trie.columns;
        this.width = trie.width;
        this.shorter = trie.complete();
        this.next = Arrays.copyOf(trie.next, trie.owners.size() * width);
        this.owners = trie.owners.toArray(int[][]::new);
    }

    /**
     * Makes a scan.
     *
     * @param literalsOf of printable ASCII without capital letters; those at one place are of the owner of that number
     */
    static LiteralScan of(List<? extends Collection<String>> literalsOf) {
        byte[] columns = new byte[ASCII];
        int width = 1; // column 0 is for all that no literal has
        int characters = 0;
        for (Collection<String> literals : literalsOf) {
            for (String literal : literals) {
                characters += literal.length();
                for (int i = 0; i < literal.length(); i++) {
                    char c = literal.charAt(i);
                    columns[c] = columns[c] == 0 ? (byte) width++ : columns[c];
                }
            }
        }
        Trie trie = new Trie(columns, width, 1 + characters);
        for (int owner = 0; owner < literalsOf.size(); owner++) {
            for (String literal : literalsOf.get(owner)) {
                trie.add(literal, owner);
            }
        }
        return new LiteralScan(trie);
    }

    /**
     * Goes on through a text, and marks whose literals end in it.
     *
     * @param state {@link #START}, or where another part of the text led
     * @return the state behind it
     */
    int scan(String text, int state, BitSet found) {
        int at = state;
        for (int i = 0; i < text.length(); i++) {
            char c = PageHash.lowerCase(text.charAt(i));
            at = next[at * width + (c < ASCII ? columns[c] : 0)];
            for (int end = at; end != START; end = shorter[end]) {
                for (int owner : owners[end]) {
                    found.set(owner);
                }
            }
        }
        return at;
    }

    private static final class Trie {
        private static final int[] NOBODY = {};

        private final byte[] columns;
        private final int width;
        private final int[] next;
        private final List<int[]> owners = new ArrayList<>();

        Trie(byte[] columns, int width, int maxStates) {
            this.columns = columns;
            this.width = width;
            this.next = new int[maxStates * width];
            owners.add(NOBODY);
        }

        void add(String literal, int owner) {
            int state = START;
            for (int i = 0; i < literal.length(); i++) {
                int cell = state * width + columns[literal.charAt(i)];
                if (next[cell] == START) {
                    next[cell] = owners.size();
                    owners.add(NOBODY);
                }
                state = next[cell];
            }
            int[] known = owners.get(state);
            int[] all = Arrays.copyOf(known, known.length + 1);
            all[known.length] = owner;
            owners.set(state, all);
        }

        /**
         * Breadth first: where no literal goes on, goes on with the longest end of it that begins another. Each literal keeps
         * its owners to itself, or those of a short one would be copied to all that end with it.
         *
         * @return of each state the next shorter literal that ends there
         */
        int[] complete() {
            int[] shorter = new int[owners.size()];
            int[] fallbacks = new int[owners.size()];
            Deque<Integer> queue = new ArrayDeque<>();
            queue.add(START);
            while (!queue.isEmpty()) {
                int state = queue.remove();
                for (int column = 0; column < width; column++) {
                    int cell = state * width + column;
                    int elsewhere = state == START ? START : next[fallbacks[state] * width + column];
                    if (next[cell] == START) {
                        next[cell] = elsewhere;
                    } else {
                        fallbacks[next[cell]] = elsewhere;
                        shorter[next[cell]] = owners.get(elsewhere).length > 0 ? elsewhere : shorter[elsewhere];
                        queue.add(next[cell]);
                    }
                }
            }
            return shorter;
        }
    }
}
