package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive itself was made by the build, before these tests. */
@Tag("slow")
final class ClassArchiveIT {
    @TempDir
    private Path data;

    @Test
    void eachPlaneMapsTheArchiveThatWasMadeForItAndThisJava() throws Exception {
        try (World world = World.start();
                Installation installation = world.install(data)) {
            for (String process : List.of("gateway", "admin")) {
                ProcessHandle child = installation.run().child(process);
                assertThat(Path.of("/proc", String.valueOf(child.pid()), "maps"))
                        .as(process)
                        .content()
                        .contains(onlyArchive(process).toString());
            }
        }
    }

    private static Path onlyArchive(String process) throws IOException {
        try (Stream<Path> files = Files.list(Distribution.home())) {
            return files.filter(file -> file.getFileName().toString().matches("classes-" + process + "-.*[.]jsa"))
                    .reduce((one, other) -> {
                        throw new IllegalStateException("two archives: " + one + ", " + other);
                    })
                    .orElseThrow();
        }
    }
}
