package org.schoolgate.admin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresDatabaseTest {
    private static final String URL = "jdbc:postgresql://db.school.example:5433/schoolgate?sslmode=verify-ca";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.school.example/schoolgate",
                "jdbc:postgresql://[2001:db8::1]:5433/schoolgate?sslrootcert=/etc/ca.pem&options=-c%20search_path=filter",
                "jdbc:postgresql://one.example,two.example:5433/schoolgate?targetServerType=primary"
            })
    void urlOfAServerAndADatabaseIsTaken(String url) {
        assertThatCode(() -> PostgresDatabase.check(url)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "postgresql://db.school.example/schoolgate",
                "jdbc:sqlite:/hunter2",
                "jdbc:postgresql:schoolgate",
                "jdbc:postgresql://db.school.example/",
                "jdbc:postgresql://school:hunter2@db.school.example/schoolgate",
                "jdbc:postgresql://db.school.example/schoolgate?user=school",
                "jdbc:postgresql://db.school.example/schoolgate?sslmode=disable&Password=hunter2",
                "jdbc:postgresql://db.school.example/schoolgate?sslpassword=hunter2",
                "jdbc:postgresql://db.school.example/schoolgate?pass%77ord=hunter2",
            })
    void anyOtherIsRefusedWithoutSayingWhatIsInIt(String url) {
        assertThatThrownBy(() -> PostgresDatabase.check(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: jdbc:postgresql://HOST[:PORT]/DATABASE")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void isCalledByItsAddressAlone() throws Exception {
        PostgresDatabase database = PostgresDatabase.at(URL, credentials("school:hunter2\n", "rw-------"));

        assertThat(database).hasToString("jdbc:postgresql://db.school.example:5433/schoolgate");
    }

    @Test
    void serverHasToShowACertificateForItsNameUnlessTheUrlSaysOtherwise() throws Exception {
        PostgresDatabase database =
                PostgresDatabase.at("jdbc:postgresql://db.school.example/x", credentials("a:b", "r--------"));

        assertThat(database.connections().getDataSourceProperties()).containsEntry("sslmode", "verify-full");
    }

    @Test
    void weAreThereWhoTheFileSays() throws Exception {
        PostgresDatabase database = PostgresDatabase.at(URL, credentials("school:hunter2", "rw-------"));

        assertThat(database.connections().getUsername()).isEqualTo("school");
        assertThat(database.connections().getPassword()).isEqualTo("hunter2");
    }

    @Test
    void credentialsThatAreForOthersTooAreRefused() throws Exception {
        Path file = credentials("school:hunter2", "rw-r-----");

        assertThatThrownBy(() -> PostgresDatabase.at(URL, file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its mode is rw-r-----");
    }

    private Path credentials(String text, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("credentials"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
