package org.schoolgate.rules.locked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LockedListTest {
    private static final LockedList LIST = LockedLists.list(
            "bad.example",
            "=only.example",
            "*.below.example",
            "=192.0.2.7",
            "pages.example/one/Two",
            "q.example/a?b=c");

    @Test
    void listWithNothingButItsSelfTestIsRefused() {
        assertThatThrownBy(() -> LockedList.read(LockedLists.file()))
                .hasMessage("locked list: no entries but those of the self-test (expected: 1 or more)");
    }

    @ParameterizedTest
    @CsvSource({
        "bad.example, true",
        "www.bad.example, true",
        "a.b.c.bad.example, true",
        "notbad.example, false",
        "example, false",
        "only.example, true",
        "www.only.example, false",
        "below.example, false",
        "x.below.example, true",
        "192.0.2.7, true",
        "192.0.2.8, false",
        "[::ffff:192.0.2.7], true",
        "[2002:c000:207::1], true",
        "[2002:c000:208::1], false",
        "pages.example, false",
    })
    void hostIsMetByItsNameAndItsScope(String host, boolean listed) {
        assertThat(LIST.find(LockedLists.host(host), null) != null).isEqualTo(listed);
        assertThat(LIST.find(LockedLists.host(host), "/any?thing") != null).isEqualTo(listed);
    }

    @ParameterizedTest
    @CsvSource({
        "pages.example, /one/two, true",
        "www.pages.example, /one/two, true",
        "pages.example, /one/two/, true",
        "pages.example, /one/two/three?x, true",
        "pages.example, /one/two?x, true",
        "pages.example, /One/TWO, true",
        "pages.example, /one/%74wo, true",
        "pages.example, /one/%2574wo, true",
        "pages.example, /zero/../one//./two, true",
        "pages.example, /x%2fy/../one/two, true",
        "pages.example, /one//../two, true",
        "pages.example, /one/twofold, false",
        "pages.example, /one, false",
        "pages.example, /two, false",
        "pages.example, *, false",
        "other.example, /one/two, false",
        "q.example, /a?b=c, true",
        "q.example, /a/?b=c&d, true",
        "q.example, /a?b=d, false",
        "pages.example, /one/two/..%252fx, true",
        "pages.example, /one/two/%252e%252e/x, true",
        "q.example, /a, false",
    })
    void pageIsMetInEachSpellingThatLeadsThere(String host, String path, boolean listed) {
        assertThat(LIST.find(LockedLists.host(host), path) != null).isEqualTo(listed);
    }

    @Test
    void idSaysNothingAndIsOneForOneEntry() {
        LockedEntry entry = found(LIST, "bad.example", null);
        assertThat(entry.id()).matches("L-[0-9A-HJKMNP-TV-Z]{10}");
        assertThat(found(LIST, "www.bad.example", null)).isEqualTo(entry);
        assertThat(found(LIST, "only.example", null).id()).isNotEqualTo(entry.id());
        assertThat(found(LockedLists.list("bad.example"), "bad.example", null).id())
                .as("in another list, which has another key")
                .isNotEqualTo(entry.id());
    }

    @Test
    void countsLeaveTheSelfTestOut() {
        assertThat(LIST.names()).isEqualTo(4);
        assertThat(LIST.pages()).isEqualTo(2);
        assertThat(found(LIST, LockedSelfTest.HOST, null).selfTest()).isTrue();
        assertThat(found(LIST, "bad.example", null).selfTest()).isFalse();
    }

    @Test
    void fileHoldsNoNameAndNoTwoAreEqual() {
        byte[] file = LockedLists.file("bad.example", "pages.example/one/two");
        String text = new String(file, StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain("bad", "example", "pages", "one", "self-test", "schoolgate");
        byte[] other = new LockedListBuilder(new Random(5)).toFile();
        assertThat(other).isNotEqualTo(new LockedListBuilder(new Random(6)).toFile());
    }

    @Test
    void manyEntriesAreFoundAndNothingElse() {
        Set<String> listed = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            listed.add("h" + i + ".example");
        }
        LockedList list = LockedLists.list(listed.toArray(String[]::new));
        assertThat(list.names()).isEqualTo(20_000);
        for (int i = 0; i < 40_000; i++) {
            String name = "h" + i + ".example";
            assertThat(list.find(LockedLists.host("www." + name), "/") != null)
                    .as(name)
                    .isEqualTo(listed.contains(name));
        }
    }

    @Test
    void anyFlippedBitIsRefused() {
        byte[] file = LockedLists.file("bad.example", "pages.example/one/two");
        for (int at = 0; at < file.length; at++) {
            byte[] damaged = file.clone();
            damaged[at] ^= 1;
            assertThatThrownBy(() -> LockedList.read(damaged)).as("byte " + at).isInstanceOf(LockedListException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 30, 60, 200, -1})
    void cutFileIsRefused(int length) {
        byte[] file = LockedLists.file("bad.example");
        byte[] cut = Arrays.copyOf(file, length < 0 ? file.length + length : length);
        assertThatThrownBy(() -> LockedList.read(cut)).isInstanceOf(LockedListException.class);
    }

    @Test
    void newerVersionAndForeignFileAreRefusedInWords() {
        byte[] newer = LockedLists.file("bad.example");
        newer[8] = 2;
        assertThatThrownBy(() -> LockedList.read(newer)).hasMessage("locked list: version 2 (expected: 1)");
        assertThatThrownBy(() -> LockedList.read(new byte[500])).hasMessage("locked list: not the file of one");
    }

    @Test
    void countsThatWouldOverflowAreRefused() {
        byte[] file = LockedLists.file("bad.example");
        ByteBuffer.wrap(file).putInt(12, -1).putInt(16, 0xffffff7f);
        assertThatThrownBy(() -> LockedList.read(sealed(file)))
                .isInstanceOf(LockedListException.class)
                .hasMessageContaining("do not fit each other");
    }

    @Test
    void listWithoutItsSelfTestIsRefused() {
        byte[] key = new byte[KeyedHash.KEY_BYTES];
        byte[] file = new LockedFile(0, 0, key, new long[16], new byte[0]).toBytes();
        assertThatThrownBy(() -> LockedList.read(file))
                .hasMessage("locked list: its self-test entries are not found in it");
    }

    /** With the checksum that it should have. */
    private static byte[] sealed(byte[] file) {
        CRC32C sum = new CRC32C();
        sum.update(file, 0, file.length - 4);
        ByteBuffer.wrap(file).putInt(file.length - 4, Integer.reverseBytes((int) sum.getValue()));
        return file;
    }

    private static LockedEntry found(LockedList list, String host, @Nullable String path) {
        LockedEntry entry = list.find(LockedLists.host(host), path);
        assertThat(entry).isNotNull();
        return entry;
    }
}
