package org.schoolgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.cli.console.RefusedException;

final class DataFolderTest {
    @TempDir
    private Path parent;

    private DataFolder folder() {
        return new DataFolder(parent.resolve("school"));
    }

    @Test
    void realInstallationIsNotTurnedIntoADemonstration() throws Exception {
        folder().prepare(false);
        Files.createDirectory(folder().path().resolve("admin"));

        assertThatThrownBy(() -> folder().prepare(true))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("holds a real installation");
        folder().prepare(false);
    }

    @Test
    void demonstrationIsNotTurnedIntoARealInstallation() throws Exception {
        folder().prepare(true);

        assertThatThrownBy(() -> folder().prepare(false))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("holds a demonstration");
        folder().prepare(true);
    }

    @Test
    void folderIsEnrolledForThePortThatItsGatewayKnows() throws Exception {
        folder().prepare(false);
        assertThat(folder().isEnrolled(8443)).isFalse();
        Files.createDirectory(folder().gateway());
        Files.writeString(folder().enrolment(), """
                {"gateway": 1, "name": "gateway-1", "admin": "https://127.0.0.1:8443", "token": "t", "ca": "c", "signer": "s"}
                """);
        assertThat(folder().isEnrolled(8443)).isTrue();
        assertThat(folder().isEnrolled(9443)).isFalse();
        Files.writeString(folder().enrolment(), "{}");
        assertThat(folder().isEnrolled(8443)).as("damaged").isFalse();
    }

    @Test
    void processesThatAKilledSupervisorLeftAreWaitedFor() throws Exception {
        folder().prepare(false);
        Files.createDirectory(folder().gateway());
        FutureTask<Boolean> waiting = new FutureTask<>(() -> {
            folder().awaitOrphans();
            return true;
        });
        try (FileChannel orphan = FileChannel.open(
                folder().gateway().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            assertThat(orphan.lock().isValid()).isTrue();
            new Thread(waiting).start();
            assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        }
        assertThat(waiting.get(5, TimeUnit.SECONDS)).isTrue();
    }
}
