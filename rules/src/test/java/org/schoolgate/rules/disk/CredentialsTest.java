package org.schoolgate.rules.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CredentialsTest {
    @TempDir
    private Path folder;

    private Path file(String text, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("credentials"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------"})
    void passwordMayHoldAnything(String mode) throws Exception {
        assertThat(Credentials.read(file("school:a: b=\u00e9 \n", mode)))
                .isEqualTo(new Credentials("school", "a: b=\u00e9 "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rwxrwxrwx"})
    void fileThatIsForOthersTooIsRefused(String mode) throws Exception {
        Path file = file("school:hunter2", mode);
        assertThatThrownBy(() -> Credentials.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": its mode is " + mode + " (expected: rw-------, for its owner alone)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hunter2", ":hunter2", "school:hunter2\nhunter2"})
    void anotherFormIsRefusedWithoutSayingWhatIsInIt(String text) throws Exception {
        Path file = file(text, "rw-------");
        assertThatThrownBy(() -> Credentials.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": expected one line, USER:PASSWORD");
    }

    @Test
    void areInNoText() {
        assertThat(new Credentials("school", "hunter2")).asString().doesNotContain("school", "hunter2");
    }
}
