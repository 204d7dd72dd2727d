package org.schoolgate.rules.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameHashTest {
    private static final NameHash HASH = new NameHash(Compiled.SEED);

    @Test
    void aNameHasOneKeyWhereverItStands() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            String name = name(random);
            long key = keyOf(name.getBytes(ISO_8859_1), 0, name.length());
            String before = "x.".repeat(random.nextInt(9));
            byte[] within = (before + name + "y").getBytes(ISO_8859_1);
            assertThat(keyOf(within, before.length(), within.length - 1))
                    .as(name)
                    .isEqualTo(key);
        }
    }

    @Test
    void differentNamesHaveDifferentKeys() {
        Random random = new Random(2);
        Map<Long, String> names = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            String name = name(random);
            String other = names.put(keyOf(name.getBytes(ISO_8859_1), 0, name.length()), name);
            assertThat(other).isIn(null, name);
        }
    }

    @Test
    void aWalkComesToEachParentWithItsKey() {
        String name = "a.label-longer-than-eight.eightcha..x.example";
        byte[] text = name.getBytes(ISO_8859_1);
        long key = HASH.root();
        int start = text.length + 1;
        for (String parent :
                List.of("example", "x.example", ".x.example", "eightcha..x.example", name.substring(2), name)) {
            int end = start - 1;
            start = NameHash.startOfLabel(text, 0, end);
            key = HASH.below(key, text, start, end);
            assertThat(name.substring(start)).isEqualTo(parent);
            assertThat(key).as(parent).isEqualTo(keyOf(parent.getBytes(ISO_8859_1), 0, parent.length()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, true",
        "example.org, false",
        "xn--j6w193g, false",
        "a.xn--j6w193g, false",
        "7, false",
        "2001:db8::1, false",
        "'', false"
    })
    void anIpv4AddressIsToldByItsLastLabel(String host, boolean expected) {
        assertThat(NameHash.isIpv4(host.getBytes(ISO_8859_1), 0, host.length())).isEqualTo(expected);
    }

    private static long keyOf(byte[] name, int from, int to) {
        return HASH.of(name, from, to);
    }

    /** Of few letters, so that many names are near each other, with labels on both sides of eight characters. */
    private static String name(Random random) {
        StringBuilder name = new StringBuilder();
        for (int label = random.nextInt(4); label >= 0; label--) {
            for (int i = random.nextInt(20); i >= 0; i--) {
                name.append((char) ('a' + random.nextInt(3)));
            }
            name.append(label == 0 ? "" : ".");
        }
        return name.toString();
    }
}
