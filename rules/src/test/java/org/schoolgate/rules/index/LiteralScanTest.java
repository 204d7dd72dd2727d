package org.schoolgate.rules.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LiteralScanTest {
    /** Of two letters only, so that literals end in others and are in others. */
    @Test
    void whoseLiteralsAreInATextIsToldHoweverTheyOverlap() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            List<List<String>> literals = new ArrayList<>();
            for (int owner = 0; owner < 30; owner++) {
                literals.add(List.of(letters(random, 1 + random.nextInt(6)), letters(random, 8)));
            }
            LiteralScan scan = LiteralScan.of(literals);
            for (int j = 0; j < 20; j++) {
                String text = letters(random, random.nextInt(20));
                BitSet found = new BitSet();
                int split = random.nextInt(text.length() + 1);
                scan.scan(text.substring(split), scan.scan(text.substring(0, split), LiteralScan.START, found), found);
                for (int owner = 0; owner < literals.size(); owner++) {
                    assertThat(found.get(owner))
                            .as("%s in %s", literals.get(owner), text)
                            .isEqualTo(literals.get(owner).stream().anyMatch(text::contains));
                }
            }
        }
    }

    private static String letters(Random random, int count) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < count; i++) {
            letters.append(random.nextBoolean() ? 'a' : 'b');
        }
        return letters.toString();
    }
}
