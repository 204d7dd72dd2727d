package org.schoolgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.policy.PolicyDocument;
import org.schoolgate.rules.policy.PolicyReader;
import org.schoolgate.rules.policy.Vocabulary;

final class FirstStartTest {
    @Test
    void realInstallationBeginsWithoutPlacesAndWithoutLists() throws Exception {
        try (FirstStart first = FirstStart.read(false)) {
            assertThat(policy(first).zones()).isEmpty();
            assertThat(first.lists()).isEmpty();
        }
    }

    @Test
    void demonstrationHasItsPlacesAndLists() throws Exception {
        List<ListSource> lists;
        try (FirstStart first = FirstStart.read(true)) {
            assertThat(policy(first).zones()).hasSize(10);
            lists = first.lists();
            assertThat(lists).extracting(ListSource::name).containsExactly("demo");
            assertThat(lists).extracting(list -> list.provenance().licence()).containsExactly("Apache-2.0");
            assertThat(lists)
                    .extracting(ListSource::path)
                    .allMatch(path -> path.toFile().length() > 0);
        }
        assertThat(lists)
                .extracting(ListSource::path)
                .noneMatch((Path path) -> path.toFile().exists());
    }

    private static PolicyDocument policy(FirstStart first) throws Exception {
        return PolicyReader.read(first.policy(), "policy.yaml", Vocabulary.standard());
    }
}
