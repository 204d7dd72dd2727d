package org.schoolgate.rules.locked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.list.ReadingOptions;

final class LockedSourceTest {
    @TempDir
    Path folder;

    @Test
    void sourceIsReadAndCounted() throws IOException {
        LockedSource.Made made = read("# of the supplier\nbad.example\nbad.example\nno host here\nworse.example\n");
        assertThat(made.list().names()).isEqualTo(2);
        assertThat(made.list().pages()).isZero();
        assertThat(made.read()).isEqualTo(4);
        assertThat(made.duplicates()).isEqualTo(1);
        assertThat(made.rejected()).isEqualTo(1);
        assertThat(made.list().find(LockedLists.host("www.worse.example"), null))
                .isNotNull();
        assertThat(LockedList.read(made.file()).names()).isEqualTo(2);
    }

    @Test
    void rejectedLineIsNamedByItsNumberAndNotByItsText() throws IOException {
        LockedSource.Made made = read("bad.example\nsecret host.example\n");
        assertThat(made.firstRejected()).singleElement().satisfies(line -> {
            assertThat(line.line()).isEqualTo(2);
            assertThat(line.file()).isEqualTo("list");
        });
        assertThat(made.firstRejected() + " " + made.reasons()).doesNotContain("secret");
    }

    @Test
    void sourceWithoutAnEntryIsRefused() {
        assertThatThrownBy(() -> read("# nothing\n"))
                .hasMessage(folder.resolve("list") + ": no entry in it: it is empty, or has nothing but comments");
    }

    @ParameterizedTest
    @CsvSource({
        "bad.example, /, true",
        "www.bad.example, /, true",
        "m.bad.example, /, true",
        "pages.example, /evil.php?x, true",
        "www.pages.example, /evil.php, true",
        "cdn.pages.example, /evil.php, true",
        "pages.example, /, false",
        "www.example, /, true",
        "other.example, /, false",
        "www.co.uk, /, true",
        "other.co.uk, /, false",
    })
    void urlMeansItsSiteUnderEachOfItsNames(String host, String path, boolean listed) throws IOException {
        LockedSource.Made made = read(
                ListFormat.URLS,
                "http://www.bad.example/\nhttp://pages.example/evil.php\nhttp://www.example/\nhttp://www.co.uk/\n");
        assertThat(made.list().find(LockedLists.host(host), path) != null).isEqualTo(listed);
    }

    @Test
    void namesThatAreMeantAloneAreNotWidened() throws IOException {
        String hosts = "0.0.0.0 cdn.bad.example\n";
        LockedList widened = read(ListFormat.HOSTS, hosts).list();
        LockedList alone =
                read(ListFormat.HOSTS, new ReadingOptions(false, true), hosts).list();
        assertThat(alone.find(LockedLists.host("cdn.bad.example"), "/")).isNotNull();
        assertThat(alone.find(LockedLists.host("x.cdn.bad.example"), "/")).isNull();
        assertThat(widened.find(LockedLists.host("x.cdn.bad.example"), "/")).isNotNull();
    }

    @Test
    void publicSuffixIsTakenOnlyWhereItIsMeant() throws IOException {
        String suffix = "co.uk\nbad.example\n";
        assertThat(read(suffix).list().find(LockedLists.host("any.co.uk"), "/")).isNull();
        LockedSource.Made meant = read(ListFormat.DOMAINS, new ReadingOptions(true, false), suffix);
        assertThat(meant.list().find(LockedLists.host("any.co.uk"), "/")).isNotNull();
        assertThat(meant.rejected()).isZero();
    }

    @Test
    void sameSourceGivesAnotherFileEachTime() throws IOException {
        assertThat(read("bad.example\n").file())
                .isNotEqualTo(read("bad.example\n").file());
    }

    private LockedSource.Made read(String text) throws IOException {
        return read(ListFormat.DOMAINS, text);
    }

    private LockedSource.Made read(ListFormat format, String text) throws IOException {
        return read(format, ReadingOptions.STANDARD, text);
    }

    private LockedSource.Made read(ListFormat format, ReadingOptions options, String text) throws IOException {
        Path list = Files.writeString(folder.resolve("list"), text);
        ListSource source = new ListSource("list", format, list, Optional.empty()).with(options);
        return LockedSource.read(source, new SecureRandom());
    }
}
