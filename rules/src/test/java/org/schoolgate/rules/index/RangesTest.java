package org.schoolgate.rules.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSummary;

/** Entries that are about addresses. */
class RangesTest extends EntriesOfATest {
    @Test
    void anAddressIsFoundInEveryRangeThatHoldsItNarrowestFirst() throws Exception {
        Index index = entries.add("wide", Entries.range("192.0.0.0", "192.0.255.255"))
                .add("part", Entries.range("192.0.1.250", "192.0.2.9"))
                .add("net", Entries.range("192.0.2.0", "192.0.2.255"))
                .add("one", Entries.range("192.0.2.7", "192.0.2.7"))
                .add("beside", Entries.range("192.0.3.0", "192.0.3.255"))
                .index();
        assertThat(index.find(Entries.host("192.0.2.7")).matches())
                .extracting(match -> match.list().name(), match -> match.entry().text(), Match::matched, Match::line)
                .containsExactly(
                        tuple("one", "192.0.2.7", "192.0.2.7", 1),
                        tuple("part", "192.0.1.250-192.0.2.9", "192.0.2.7", 1),
                        tuple("net", "192.0.2.0/24", "192.0.2.7", 1),
                        tuple("wide", "192.0.0.0/16", "192.0.2.7", 1));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0, true",
        "192.0.2.255, true",
        "3221225991, true",
        "192.0.1.255, false",
        "192.0.3.0, false",
        "[::ffff:192.0.2.7], true",
        "[64:ff9b::c000:207], true",
        "[2002:c000:207::1], true",
        "[2002:c000:307::1], false",
        "[2001:0:c000:207::3fff:fdf8], false",
        "[2001:db8::c000:207], false",
    })
    void anIpv6AddressThatCarriesAnIpv4AddressIsThatToo(String address, boolean listed) throws Exception {
        Index index =
                entries.add("net", Entries.range("192.0.2.0", "192.0.2.255")).index();
        assertThat(index.find(Entries.url(address + "/x")).isListed()).isEqualTo(listed);
    }

    @Test
    void singleListedAddressIsFoundWhereA6to4AddressCarriesItWithItsPages() throws Exception {
        Index index = entries.add("one", Entries.name("203.0.113.7"))
                .add("two", Entries.pages("203.0.113.8/x"))
                .index();
        assertThat(index.find(Entries.host("[2002:cb00:7107::1]")).isListed()).isTrue();
        assertThat(index.find(Entries.url("[2002:cb00:7108::1]/x/y")).isListed())
                .isTrue();
        assertThat(index.find(Entries.url("[2002:cb00:7108::1]/y")).isListed()).isFalse();
        assertThat(index.find(Entries.host("[2002:cb00:7109::1]")).isListed()).isFalse();
    }

    @Test
    void rangesOfOneFamilySayNothingOfTheOther() throws Exception {
        Index index = entries.add("all4", Entries.range("0.0.0.0", "255.255.255.255"))
                .add("all6", Entries.range("[::]", "[ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]"))
                .index();
        assertThat(index.find(Entries.host("192.0.2.7")).matches())
                .extracting(match -> match.entry().text())
                .containsExactly("0.0.0.0/0");
        assertThat(index.find(Entries.host("[2001:db8::1]")).matches())
                .extracting(match -> match.entry().text())
                .containsExactly("::/0");
        assertThat(index.find(Entries.host("example.org")).matches()).isEmpty();
    }

    @Test
    void ipv6RangesMayBeginAndEndAnywhere() throws Exception {
        Index index = entries.add("net", Entries.range("[2001:db8:1::]", "[2001:db8:1:ffff:ffff:ffff:ffff:ffff]"))
                .add("part", Entries.range("[2001:db8:1::ffff]", "[2001:db8:2::]"))
                .index();
        assertThat(index.find(Entries.host("[2001:db8:1:8000::]")).matches())
                .extracting(match -> match.entry().text())
                .containsExactly("2001:db8:1::ffff-2001:db8:2::", "2001:db8:1::/48");
        assertThat(index.find(Entries.host("[2001:db8:2::1]")).matches()).isEmpty();
    }

    @Test
    void anExceptionTakesARangeOffItsOwnList() throws Exception {
        Index index = entries.add("zone", Entries.range("192.0.2.0", "192.0.2.255"))
                .add("zone", ListFormat.DOMAINS, Entries.range("192.0.2.7", "192.0.2.7"), Effect.EXCEPTED)
                .index();
        assertThat(index.find(Entries.host("192.0.2.7")).isListed()).isFalse();
        assertThat(index.find(Entries.host("192.0.2.8")).isListed()).isTrue();
    }

    @Test
    void aRepeatedRangeIsADuplicateOfItsFirstLine() throws Exception {
        List<ListSummary> summaries = entries.add("net", Entries.range("192.0.2.0", "192.0.2.255"))
                .add("net", Entries.range("192.0.2.0", "192.0.2.255"))
                .add("other", Entries.range("192.0.2.0", "192.0.2.255"))
                .write(folder.resolve("out"));
        assertThat(summaries)
                .extracting(ListSummary::kept, ListSummary::duplicate)
                .containsExactly(tuple(1L, 1L), tuple(1L, 0L));
        assertThat(Index.open(folder.resolve("out"))
                        .find(Entries.host("192.0.2.1"))
                        .matches())
                .extracting(match -> match.list().name(), Match::line)
                .containsExactly(tuple("net", 1), tuple("other", 1));
    }

    /** Each of 20,000 ranges holds the last address of all. */
    @Test
    @Timeout(60)
    void whereManyRangesOfAListOverlapAFewHoldTheSameAddresses() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            String end = "." + i / 200 + "." + i % 200;
            entries.add("net", Entries.range("10.0" + end, "10.1" + end));
            entries.add("other", Entries.range("10.0" + end, "10.1" + end));
        }
        ListSummary net = entries.write(folder.resolve("out")).get(0);
        assertThat(net.kept()).isEqualTo(64);
        assertThat(net.duplicate()).isEqualTo(19_936);
        Index index = Index.open(folder.resolve("out"));
        assertThat(index.find(Entries.host("10.0.99.199")).matches()).hasSize(2 * 64);
        assertThat(index.find(Entries.host("10.1.99.199")).matches())
                .extracting(match -> match.list().name())
                .containsExactly("net", "other");
        assertThat(index.find(Entries.host("10.1.99.200")).isListed()).isFalse();
        assertThat(index.find(Entries.host("9.255.255.255")).isListed()).isFalse();
    }

    /** Of random ranges in a small space, each address is listed after it exactly when it was before. */
    @Test
    void joinedRangesHoldNoOtherAddresses() throws Exception {
        Random random = new Random(5);
        BitSet listed = new BitSet();
        for (int i = 0; i < 2000; i++) {
            int first = random.nextInt(3000);
            int last = first + random.nextInt(random.nextInt(4) == 0 ? 900 : 5);
            listed.set(first, last + 1);
            entries.add("net", Entries.range(address(first), address(last)));
        }
        Index index = entries.index();
        for (int i = 0; i < 4000; i++) {
            List<Match> matches = index.find(Entries.host(address(i))).matches();
            assertThat(matches.isEmpty()).as(address(i)).isNotEqualTo(listed.get(i));
            assertThat(matches).hasSizeLessThanOrEqualTo(64);
        }
    }

    private static String address(int number) {
        return "10.0." + number / 256 + "." + number % 256;
    }
}
