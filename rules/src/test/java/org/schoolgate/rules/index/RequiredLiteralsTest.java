package org.schoolgate.rules.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredLiteralsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "abc abc",
                "ABC.def|ghi abc,ghi",
                "(/banner/|/sponsor/|/event.ng/) /banner/,/sponsor/,/event",
                ".*/ymsgr*\\.exe /ymsg",
                "^[0-9]+\\.[0-9]+/search\\?q=[0-9]+$ /search?q=",
                "a(bc)d abcd",
                "a(?:bc)+d abc",
                "(?i)abc abc",
                "(?P<n>abc) abc",
                "abc?defg defg",
                "abcd{2,3}x abcd",
                "abcd{0,3}x abc",
                "ab[c]d abcd",
                "ab[.]d ab.d",
                "foo\\Q.*\\Ebar foo",
                "\\x41bcd bcd",
                "\\pLbcd bcd",
                "\\101bcd bcd",
                "[]abc]xyz xyz",
                "[[:alpha:]]xyz xyz",
                "\\babc\\b abc",
                "foo(bar|)baz foo",
                "abc{x abc{x",
                "http://[^/]+/.*(casino1|poker1)x[0-9] casino1,poker1",
                "https?://www.example example",
                "abc.*[.]html abc",
            })
    void everyMatchHoldsOneOfThem(String pattern, String literals) {
        assertThat(RequiredLiterals.of(pattern)).containsExactly(literals.split(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a.b",
                "(abc)?",
                "abc|de",
                "(abc|)",
                "[abc]{7}",
                "\\d+",
                "http://.*ab",
                "www[0-9]",
                "abcd|http",
                "(abc)*",
                "\u017fab"
            })
    void whereThereMayBeNoneNoneIsRequired(String pattern) {
        assertThat(RequiredLiterals.of(pattern)).isEmpty();
    }

    @Test
    void deepNestingEndsTheSearch() {
        assertThat(RequiredLiterals.of("(".repeat(5000) + "abc" + ")".repeat(5000)))
                .isEmpty();
    }

    /** Of random expressions and texts: what RE2 finds, the scan for literals must not keep from it. */
    @Test
    void noMatchIsEverMissed() {
        Random random = new Random(7);
        int found = 0;
        for (int i = 0; i < 30_000; i++) {
            String expression = expression(random, 3);
            Collection<String> literals = RequiredLiterals.of(expression);
            if (literals.isEmpty() || !isValid(expression)) {
                continue;
            }
            LiteralScan scan = LiteralScan.of(List.of(List.of("other"), literals));
            Pattern pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
            for (int j = 0; j < 10; j++) {
                String text = text(random);
                BitSet hits = new BitSet();
                scan.scan(text, LiteralScan.START, hits);
                String lower = text.toLowerCase(Locale.ROOT);
                assertThat(hits.get(1)).as(text).isEqualTo(literals.stream().anyMatch(lower::contains));
                if (pattern.matcher(text).find()) {
                    assertThat(hits.get(1)).as("%s in %s", expression, text).isTrue();
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(100);
    }

    private static boolean isValid(String expression) {
        try {
            Pattern.compile(expression);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }

    private static String expression(Random random, int depth) {
        List<String> parts = new ArrayList<>();
        for (int i = random.nextInt(4) + 1; i > 0; i--) {
            String atom = depth > 0 && random.nextInt(4) == 0
                    ? pick(random, "(", "(?:", "(?i)(") + expression(random, depth - 1) + ")"
                    : pick(random, "a", "b", "ab", "aba", "[ab]", "[b]", ".", "^", "$", "\\.", "\\x41", "B", "\\b");
            parts.add(atom + pick(random, "", "", "", "*", "+", "?", "{2}", "{0,1}", "+?", "|"));
        }
        return String.join("", parts);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(pick(random, "a", "b", "A", "B", "."));
        }
        return text.toString();
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
