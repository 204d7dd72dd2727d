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
 * case match. The table has a row for each state and a column for each character that some literal has.
 */
final class LiteralScan {
    static final int START = 0;

    private static final int ASCII = 0x80;

    private final byte[] columns = new byte[ASCII];
    private final int width;
    private final int[] next;
    private final int[][] owners;

    private LiteralScan(Trie trie, byte[] columns, int width) {
        System.arraycopy(columns, 0, this.columns, 0, ASCII);
        this.width = width;
        this.next = trie.next;
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
        for (Collection<String> literals : literalsOf) {
            for (String literal : literals) {
                for (int i = 0; i < literal.length(); i++) {
                    char c = literal.charAt(i);
                    columns[c] = columns[c] == 0 ? (byte) width++ : columns[c];
                }
            }
        }
        Trie trie = new Trie(columns, width);
        for (int owner = 0; owner < literalsOf.size(); owner++) {
            for (String literal : literalsOf.get(owner)) {
                trie.add(literal, owner);
            }
        }
        trie.complete();
        return new LiteralScan(trie, columns, width);
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
            for (int owner : owners[at]) {
                found.set(owner);
            }
        }
        return at;
    }

    private static final class Trie {
        private static final int[] NOBODY = {};

        private final byte[] columns;
        private final int width;
        private int[] next;
        private final List<int[]> owners = new ArrayList<>();

        Trie(byte[] columns, int width) {
            this.columns = columns;
            this.width = width;
            this.next = new int[width];
            owners.add(NOBODY);
        }

        void add(String literal, int owner) {
            int state = START;
            for (int i = 0; i < literal.length(); i++) {
                int cell = state * width + columns[literal.charAt(i)];
                if (next[cell] == START) {
                    next[cell] = owners.size();
                    owners.add(NOBODY);
                    next = owners.size() * width > next.length ? Arrays.copyOf(next, 2 * owners.size() * width) : next;
                }
                state = next[cell];
            }
            addOwners(state, new int[] {owner});
        }

        /** Breadth first: where no literal goes on, goes on with the longest end of it that begins another. */
        void complete() {
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
                        addOwners(next[cell], owners.get(elsewhere));
                        queue.add(next[cell]);
                    }
                }
            }
        }

        private void addOwners(int state, int[] more) {
            if (more.length > 0) {
                int[] known = owners.get(state);
                int[] all = Arrays.copyOf(known, known.length + more.length);
                System.arraycopy(more, 0, all, known.length, more.length);
                owners.set(state, all);
            }
        }
    }
}
