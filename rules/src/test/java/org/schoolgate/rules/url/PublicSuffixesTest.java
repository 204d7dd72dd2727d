package org.schoolgate.rules.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.TestData;

final class PublicSuffixesTest {
    private static final String RULES = """
            // a comment
            // ===BEGIN ICANN DOMAINS===
            test
            co.test   with words behind it
            *.wild.test
            !city.wild.test
            \u516c\u53f8.test
            both.test
            *.both.test
            // ===END ICANN DOMAINS===
            // ===BEGIN PRIVATE DOMAINS===
            blogs.co.test
            *.apps.example
            // ===END PRIVATE DOMAINS===
            """;

    @TempDir
    private Path folder;

    private PublicSuffixes suffixes;

    @BeforeEach
    void readRules() throws IOException {
        suffixes = PublicSuffixes.read(file(RULES + padding()));
    }

    @ParameterizedTest
    @CsvSource({
        "test, ''",
        "example.test, example.test",
        "a.example.test, example.test",
        "co.test, ''",
        "example.co.test, example.co.test",
        "a.b.example.co.test, example.co.test",
        "blogs.co.test, ''",
        "mine.blogs.co.test, mine.blogs.co.test",
        "wild.test, wild.test",
        "a.wild.test, ''",
        "b.a.wild.test, b.a.wild.test",
        "city.wild.test, city.wild.test",
        "a.city.wild.test, city.wild.test",
        "both.test, ''",
        "a.both.test, ''",
        "b.a.both.test, b.a.both.test",
        "apps.example, apps.example",
        "a.apps.example, ''",
        "xn--55qx5d.test, ''",
        "example.xn--55qx5d.test, example.xn--55qx5d.test",
        "unlisted, ''",
        "example.unlisted, example.unlisted",
        "a.example.unlisted, example.unlisted",
        "my_host.example.test, example.test",
        "192.0.2.1, ''",
        "2001:db8::1, ''",
        ".test, ''",
        ".example.test, ''",
        "a..test, ''",
    })
    void registrableNameIsOneLabelMoreThanTheSuffix(String host, String registrable) throws HostSyntaxException {
        assertThat(suffixes.registrable(Host.parseLenient(host)).orElse("")).isEqualTo(registrable);
    }

    @ParameterizedTest
    @CsvSource({
        "test, true, ICANN",
        "co.test, true, ICANN",
        "blogs.co.test, true, PRIVATE",
        "a.wild.test, true, ICANN",
        "a.apps.example, true, PRIVATE",
        "a.both.test, true, ICANN",
        "unlisted, true, NONE",
        "example.test, false, NONE",
        "mine.blogs.co.test, false, NONE",
        "city.wild.test, false, NONE",
        "wild.test, false, NONE",
        "192.0.2.1, false, NONE",
        ".test, false, NONE",
    })
    void suffixIsKnownWithItsSection(String host, boolean suffix, SuffixSection section) throws HostSyntaxException {
        assertThat(suffixes.isSuffix(Host.parseLenient(host))).isEqualTo(suffix);
        assertThat(suffixes.section(Host.parseLenient(host))).isEqualTo(section);
    }

    @Test
    void lineThatIsNoRuleIsNamed() throws IOException {
        Path file = file("test\nfoo.*.test\n");
        assertThatThrownBy(() -> PublicSuffixes.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + ":2: not a rule");
    }

    @Test
    void fileWithoutItsRulesIsRefused() throws IOException {
        Path file = file("// comments only\ntest\n");
        assertThatThrownBy(() -> PublicSuffixes.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("only 1 rules");
    }

    @Test
    void machineWithoutTheListHasTheShortOne() throws IOException, HostSyntaxException {
        PublicSuffixes builtIn = PublicSuffixes.readOrBuiltIn(folder.resolve("absent.dat"));
        assertThat(builtIn.source()).isEqualTo("built in");
        assertThat(builtIn.registrable(Host.parse("www.school.district.sch.uk")))
                .contains("school.district.sch.uk");
        assertThat(builtIn.registrable(Host.parse("www.example.sch.ae"))).contains("example.sch.ae");
        assertThat(builtIn.registrable(Host.parse("www.example.com"))).contains("example.com");
        assertThat(builtIn.isSuffix(Host.parse("co.uk"))).isTrue();
    }

    @Test
    void listThatIsThereIsTaken() throws IOException {
        Path file = file(RULES + padding());
        assertThat(PublicSuffixes.readOrBuiltIn(file).source()).isEqualTo(file.toString());
    }

    @Test
    @Tag("realdata")
    void everyCaseOfTheListsOwnTestIsRight() throws IOException, HostSyntaxException {
        PublicSuffixes real = real();
        int count = 0;
        for (String line : lines("psl/tests.txt")) {
            String[] pair = line.split(" ");
            if (!line.isBlank() && !line.startsWith("//") && !pair[0].equals("null")) {
                count++;
                String expected =
                        pair[1].equals("null") ? "" : Host.parseLenient(pair[1]).text();
                assertThat(real.registrable(Host.parseLenient(pair[0])).orElse(""))
                        .as(line)
                        .isEqualTo(expected);
            }
        }
        // 78 with the first one, of no host at all, which cannot be written here.
        assertThat(count).isEqualTo(77);
    }

    @Test
    @Tag("realdata")
    void everyRuleOfTheRealListIsASuffixOfItsSection() throws IOException, HostSyntaxException {
        PublicSuffixes real = real();
        SuffixSection section = SuffixSection.ICANN;
        int count = 0;
        for (String line : lines("psl/public_suffix_list.dat")) {
            section = line.contains("BEGIN PRIVATE") ? SuffixSection.PRIVATE : section;
            if (!line.isBlank() && !line.startsWith("//")) {
                count++;
                Host host = Host.parseLenient(line.replace("*", "any").replace("!", ""));
                assertThat(real.isSuffix(host)).as(line).isEqualTo(!line.startsWith("!"));
                assertThat(real.section(host)).as(line).isEqualTo(line.startsWith("!") ? SuffixSection.NONE : section);
            }
        }
        assertThat(count).isGreaterThan(9_000);
    }

    @Test
    @Tag("realdata")
    void shortListSaysNothingThatTheRealOneDoesNot() throws IOException, HostSyntaxException {
        PublicSuffixes real = real();
        for (String line :
                Files.readAllLines(Path.of("src/main/resources/org/schoolgate/rules/url/short-suffix-list.dat"))) {
            if (!line.isBlank() && !line.startsWith("//")) {
                assertThat(real.section(Host.parse(line.replace("*", "any"))))
                        .as(line)
                        .isEqualTo(SuffixSection.ICANN);
            }
        }
    }

    private static PublicSuffixes real() throws IOException {
        return PublicSuffixes.read(TestData.folder().resolve("psl/public_suffix_list.dat"));
    }

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(TestData.folder().resolve(file));
    }

    private Path file(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "suffixes", ".dat"), text);
    }

    /** Rules enough for a list to be believed. */
    private static String padding() {
        StringBuilder rules = new StringBuilder();
        Collections.nCopies(20, "pad")
                .forEach(label -> rules.append(label).append(rules.length()).append('\n'));
        return rules.toString();
    }
}
