package org.schoolgate.rules.overblock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Match;
import org.schoolgate.rules.NamedList;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.policy.Reason;
import org.schoolgate.rules.policy.Step;
import org.schoolgate.rules.url.PublicSuffixes;

final class CauseTest {
    private static final String CLAUSE = "Acceptable use";

    @TempDir
    private Path folder;

    private PublicSuffixes suffixes = PublicSuffixes.builtIn();

    @BeforeEach
    void readSuffixes() throws IOException {
        String list = """
                // ===BEGIN ICANN DOMAINS===
                example
                %s
                // ===END ICANN DOMAINS===
                // ===BEGIN PRIVATE DOMAINS===
                blogs.example
                // ===END PRIVATE DOMAINS===
                """;
        String others = IntStream.range(0, 20).mapToObj("t%d"::formatted).collect(Collectors.joining("\n"));
        suffixes = PublicSuffixes.read(Files.writeString(folder.resolve("suffixes"), list.formatted(others)));
    }

    @Test
    void subjectThatAClauseIsAboutIsIntended() throws Exception {
        assertThat(cause("shop.example", match("shopping", "shop.example"), CLAUSE, "ut1"))
                .contains(Cause.SUBJECT);
    }

    @Test
    void accusationIsBelievedWhenMakersAgreeAndElseTheListsFault() throws Exception {
        Match phishing = match("phishing", "shop.example");
        assertThat(cause("shop.example", phishing, CLAUSE, "ut1")).contains(Cause.ALONE);
        assertThat(cause("shop.example", phishing, CLAUSE, "ut1", "hagezi")).contains(Cause.AGREED);
    }

    @Test
    void entryForAllThatManyPeopleHaveIsTheListsFaultWhateverItsSubject() throws Exception {
        Match blogs = match("games", "blogs.example");
        assertThat(cause("school.blogs.example", blogs, CLAUSE, "ut1", "hagezi"))
                .contains(Cause.SHARED);
        assertThat(cause("blogs.example", blogs, CLAUSE, "ut1")).contains(Cause.SUBJECT);
        assertThat(cause("school.blogs.example", match("games", "school.blogs.example"), CLAUSE, "ut1"))
                .contains(Cause.SUBJECT);
    }

    @Test
    void whatNoListOrNoClauseSettledIsNotExplained() throws Exception {
        assertThat(cause("shop.example", match("shopping", "shop.example"), null, "ut1"))
                .isEmpty();
        assertThat(cause("shop.example", null, CLAUSE)).isEmpty();
    }

    private Optional<Cause> cause(String host, @Nullable Match match, @Nullable String clause, String... makers)
            throws HostSyntaxException {
        Reason reason = new Reason(
                Step.CATEGORY, "role/ks3", match == null ? null : match.category(), match, "1", clause, null);
        return Cause.of(new Refusal(Host.parse(host), new TreeSet<>(Set.of("ks3")), reason, Set.of(makers)), suffixes);
    }

    private static Match match(String category, String entry) throws HostSyntaxException {
        NamedList list = new NamedList("list", new Category(category));
        return Match.ofName(list, Scope.NAME_AND_BELOW, Host.parse(entry), "domains", 1);
    }
}
