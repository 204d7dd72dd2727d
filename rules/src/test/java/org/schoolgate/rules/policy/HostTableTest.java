package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.schoolgate.rules.Host;

final class HostTableTest {
    private static HostTable<HostPattern> table(String... patterns) {
        return new HostTable<>(patterns(patterns), Function.identity(), Comparator.comparing(HostPattern::text));
    }

    private static List<HostPattern> patterns(String... texts) {
        return List.of(texts).stream().map(Hosts::pattern).toList();
    }

    @Test
    void longestHostWins() {
        HostTable<HostPattern> table = table("example.org", "news.example.org", "=www.news.example.org");
        assertThat(table.nearest(Hosts.host("a.news.example.org"))).hasToString("news.example.org");
        assertThat(table.nearest(Hosts.host("www.news.example.org"))).hasToString("=www.news.example.org");
        assertThat(table.nearest(Hosts.host("x.www.news.example.org"))).hasToString("news.example.org");
        assertThat(table.nearest(Hosts.host("other.example.org"))).hasToString("example.org");
    }

    @Test
    void nameEndsOnlyAtLabelBoundaries() {
        assertThat(table("example.org").nearest(Hosts.host("notexample.org"))).isNull();
        assertThat(table("*.example.org").nearest(Hosts.host("example.org"))).isNull();
    }

    @Test
    void addressIsOnlyEverItself() {
        HostTable<HostPattern> table = table("10.0.0.1", "[fd00::1]");
        assertThat(table.nearest(Hosts.host("10.0.0.1"))).hasToString("10.0.0.1");
        assertThat(table.nearest(Hosts.host("[fd00::1]"))).hasToString("[fd00::1]");
        assertThat(table.nearest(Hosts.host("1.10.0.0.1.example"))).isNull();
    }

    @Test
    void allGivesLongestFirst() {
        assertThat(table("org", "example.org", "a.example.org", "=b.example.org")
                        .all(Hosts.host("a.example.org")))
                .hasToString("[a.example.org, example.org, org]");
    }

    @Test
    void agreesWithTryingEveryPattern() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            List<String> texts = new ArrayList<>();
            for (int i = random.nextInt(40); i >= 0; i--) {
                texts.add(List.of("", "*.", "=").get(random.nextInt(3)) + Hosts.random(random));
            }
            List<HostPattern> patterns = patterns(texts.toArray(String[]::new));
            HostTable<HostPattern> table = table(texts.toArray(String[]::new));
            for (int i = 0; i < 50; i++) {
                Host asked = Hosts.host(Hosts.random(random));
                assertThat(table.all(asked))
                        .containsExactlyInAnyOrderElementsOf(
                                patterns.stream().filter(p -> p.covers(asked)).toList());
            }
        }
    }
}
