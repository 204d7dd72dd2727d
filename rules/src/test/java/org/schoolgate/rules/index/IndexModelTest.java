package org.schoolgate.rules.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.Effect;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.list.ListEntry;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.url.WebUrl;

/**
 * The index against a {@link NaiveIndex}. Names and paths are made of few parts, so that listed parents with listed children,
 * unlisted siblings, and texts that begin or end alike are the rule.
 */
class IndexModelTest {
    private static final int ENTRIES_A_LIST = 40;
    private static final int QUESTIONS = 5_000;
    private static final List<String> LABELS = List.of("a", "b", "c", "aa", "ab", "xa", "a-b", "b_c", "www", "xn--a");
    private static final List<String> TOPS = List.of("example", "test", "co.example", "xample");
    private static final List<String> SEGMENTS =
            List.of("adult", "adultery", "Adult", "a", "b", "a.html", "seven77", "%41");
    private static final List<String> EXPRESSIONS = List.of(
            "adult",
            "ADULT$",
            "^a[.]",
            "^http://b",
            "a/(b|a\\.html)",
            "/(a|b)/adult(ery)?",
            "seven7+",
            "x+a",
            "b_c.test/a");
    private static final List<String> LISTS = List.of("one", "two", "three");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyQuestionIsAnsweredAsTheModelDoes(long seed) throws Exception {
        Random random = new Random(seed);
        NaiveIndex model = new NaiveIndex();
        Entries entries = new Entries(folder);
        for (String list : LISTS) {
            // One of them lower-cases what it publishes.
            ListFormat format = list.equals("two") ? ListFormat.UT1 : ListFormat.DOMAINS;
            for (int line = 1; line <= ENTRIES_A_LIST; line++) {
                ListEntry entry = entry(random);
                Effect effect = pick(random, List.of(Effect.values()));
                entries.add(list, format, entry, effect);
                model.add(list, format, entry, effect, line);
            }
        }
        Index index = entries.index();
        int listed = 0;
        for (int i = 0; i < QUESTIONS; i++) {
            WebUrl url = url(random);
            List<Match> expected = model.find(url);
            assertThat(index.find(url).matches()).as(url.text()).isEqualTo(expected);
            assertThat(index.find(url.host()).matches()).as(url.host().text()).isEqualTo(model.find(url.host()));
            listed += expected.isEmpty() ? 0 : 1;
        }
        assertThat(listed).isBetween(QUESTIONS / 10, QUESTIONS * 19 / 20);
    }

    private static ListEntry entry(Random random) {
        if (random.nextInt(20) == 0) {
            return random.nextBoolean() ? range(random) : Entries.expression(pick(random, EXPRESSIONS));
        }
        Host host = Entries.url(host(random, 3)).host();
        Scope scope = host.isAddress() ? Scope.EXACT : pick(random, List.of(Scope.values()));
        if (random.nextInt(2) == 0) {
            return new ListEntry.Name(host, scope);
        }
        String target = target(random, 3);
        return Entries.pages(host + (target.equals("/") ? "/a" : target), scope);
    }

    private static ListEntry range(Random random) {
        int first = random.nextInt(20);
        int third = random.nextInt(3);
        int last = first + random.nextInt(30);
        return random.nextBoolean()
                ? Entries.range("192.0." + third + "." + first, "192.0." + (third + random.nextInt(2)) + "." + last)
                : Entries.range("[2001:db8::" + first + "]", "[2001:db8::" + last + "]");
    }

    private static WebUrl url(Random random) {
        return Entries.url("http://" + host(random, 4) + target(random, 6));
    }

    private static String host(Random random, int maxLabels) {
        if (random.nextInt(15) == 0) {
            return random.nextBoolean()
                    ? "[2001:db8::" + random.nextInt(50) + "]"
                    : "[2002:c000:" + random.nextInt(3) + "0" + random.nextInt(10) + "::1]";
        }
        if (random.nextInt(10) == 0) {
            return "192.0." + random.nextInt(3) + "." + random.nextInt(20);
        }
        StringBuilder name = new StringBuilder(pick(random, TOPS));
        for (int i = random.nextInt(maxLabels) + 1; i > 0; i--) {
            name.insert(0, pick(random, LABELS) + ".");
        }
        return name.toString();
    }

    private static String target(Random random, int maxSegments) {
        StringBuilder target = new StringBuilder();
        for (int i = random.nextInt(maxSegments + 1); i > 0; i--) {
            target.append('/').append(pick(random, SEGMENTS));
        }
        target.append(random.nextInt(3) == 0 || target.isEmpty() ? "/" : "");
        return target
                + switch (random.nextInt(8)) {
                    case 0 -> "?" + pick(random, SEGMENTS) + "=1";
                    case 1 -> "?" + pick(random, SEGMENTS) + "&" + pick(random, SEGMENTS);
                    default -> "";
                };
    }

    private static <T> T pick(Random random, List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
