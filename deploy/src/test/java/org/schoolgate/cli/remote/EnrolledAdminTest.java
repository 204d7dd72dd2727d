package org.schoolgate.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnrolledAdminTest {
    @TempDir
    private Path folder;

    @Test
    void commandsFindTheAdminProcessWhereverItsGatewayDoes() throws IOException {
        assertThat(EnrolledAdmin.of(enrolment("{\"gateway\": 1, \"admin\": \"https://127.0.0.1:9443\"}")))
                .isEqualTo(URI.create("https://127.0.0.1:9443"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "{\"admin\": \"nowhere\"}", "{\"admin\": \"https://a b/\"}"})
    void damagedEnrolmentNamesNone(String text) throws IOException {
        assertThat(EnrolledAdmin.of(enrolment(text))).isNull();
    }

    @Test
    void noEnrolmentNamesNone() {
        assertThat(EnrolledAdmin.of(folder.resolve("absent.json"))).isNull();
    }

    private Path enrolment(String text) throws IOException {
        return Files.writeString(folder.resolve("enrolment.json"), text);
    }
}
