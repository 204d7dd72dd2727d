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
import org.schoolgate.rules.list.ListFormat;
import org.schoolgate.rules.list.ListSource;

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
        assertThatThrownBy(() -> read("# nothing\n")).hasMessage(folder.resolve("list") + ": no entry in it");
    }

    @Test
    void sameSourceGivesAnotherFileEachTime() throws IOException {
        assertThat(read("bad.example\n").file())
                .isNotEqualTo(read("bad.example\n").file());
    }

    private LockedSource.Made read(String text) throws IOException {
        Path list = Files.writeString(folder.resolve("list"), text);
        ListSource source = new ListSource("list", ListFormat.DOMAINS, list, Optional.empty());
        return LockedSource.read(source, new SecureRandom());
    }
}
