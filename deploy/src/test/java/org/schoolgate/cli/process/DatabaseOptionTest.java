package org.schoolgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.cli.CommandLineRun;

final class DatabaseOptionTest {
    private static final String URL = "jdbc:postgresql://127.0.0.1:1/schoolgate";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"run", "admin"})
    void passwordInTheUrlIsRefusedBeforeAnyProcessGetsItAndIsNotShown(String command) throws Exception {
        settings("database: " + URL + "?password=hunter2\ndatabase_credentials: credentials\n");

        CommandLineRun run = CommandLineRun.of(command, "--data", folder.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("database: not a URL").doesNotContain("hunter2", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "admin"})
    void databaseWithoutCredentialsAndCredentialsWithoutADatabaseAreRefused(String command) throws Exception {
        settings("database: " + URL + "\n");
        assertThat(CommandLineRun.of(command, "--data", folder.toString()).err())
                .contains("database: no credentials (expected: a file of one line, USER:PASSWORD)");

        settings("database_credentials: /etc/school-database\n");
        assertThat(CommandLineRun.of(command, "--data", folder.toString()).err())
                .contains("database credentials: /etc/school-database (expected: a database)");
    }

    private void settings(String text) throws IOException {
        Files.writeString(folder.resolve("schoolgate.yaml"), text);
    }
}
