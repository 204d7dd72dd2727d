package org.schoolgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassArchiveTest {
    @TempDir
    private Path home;

    @Test
    void archivesOfAnotherJavaAndThoseOfFormerVersionsAreOutdated() throws IOException {
        String java = System.getProperty("java.runtime.version");
        List<String> used = List.of("classes-gateway-" + java + ".jsa", "classes-admin-" + java + ".jsa");
        List<String> outdated = List.of("classes-" + java + ".jsa", "classes-gateway-11.0.2+9.jsa");
        List<String> others = List.of("jvm.options", "classes-of-a-pupil.txt");
        for (List<String> names : List.of(used, outdated, others)) {
            for (String name : names) {
                Files.createFile(home.resolve(name));
            }
        }
        assertThat(ClassArchive.outdated(home))
                .containsExactlyInAnyOrderElementsOf(
                        outdated.stream().map(home::resolve).toList());
    }
}
