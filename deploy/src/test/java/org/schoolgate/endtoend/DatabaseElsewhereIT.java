package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.admin.store.Postgres;

/** An installation whose store is on a PostgreSQL server that comes and goes. */
@Tag("slow")
final class DatabaseElsewhereIT {
    private static final String ENTRIES = "/api/v1/lists/manager/entries";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    @Test
    void pupilsAreFilteredWhileTheDatabaseIsAwayAndTheAdminProcessIsBackWithIt() throws Exception {
        try (Postgres postgres = Postgres.start();
                World world = World.start()) {
            List<String> arguments = world.installArguments(
                    data, "--database=" + postgres.newDatabase(), "--database-credentials=" + postgres.credentials());
            postgres.stop();
            RunningCommand refused = RunningCommand.start(arguments);
            assertThat(refused.awaitExit(SOON)).isEqualTo(1);
            assertThat(refused.logged())
                    .anyMatch(line -> line.contains("admin: schoolgate: the database jdbc:postgresql://127.0.0.1:")
                            && line.contains("cannot be used: Connection to 127.0.0.1:"));
            postgres.resume();

            try (Installation installation = Installation.start(arguments);
                    Browser pupil = installation.browser(3)) {
                blockAndAwait(installation.admin(), pupil, world, "first.test");

                postgres.stop();
                assertThat(block(installation.admin(), "second.test")).isEqualTo(503);
                installation.kill("admin");
                installation.run().awaitLogged("admin: schoolgate: the database");
                assertThat(pupil.get(world.url("first.test")).status()).isEqualTo(403);
                assertThat(pupil.get(world.url("unlisted.test")).status()).isEqualTo(200);

                postgres.resume();
                installation.run().awaitLogged("admin serves again");
                blockAndAwait(installation.admin(), pupil, world, "second.test");
                assertThat(pupil.get(world.url("first.test")).status()).isEqualTo(403);
            }
        }
    }

    private static void blockAndAwait(Admin admin, Browser browser, World world, String host) throws Exception {
        assertThat(block(admin, host)).isEqualTo(201);
        await(host).atMost(SOON).until(() -> browser.get(world.url(host)).status() == 403);
    }

    private static int block(Admin admin, String host) throws Exception {
        return admin.post(ENTRIES, "{\"pattern\":\"" + host + "\",\"action\":\"block\",\"note\":\"closed\"}")
                .status();
    }
}
