package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway that never had an admin process: it is given a bundle in a folder. */
@Tag("slow")
final class BundleFolderIT {
    @TempDir
    private Path folder;

    @Test
    void gatewayServesFromAFolderThatWasBuiltByHand() throws Exception {
        Path starter = Distribution.home().resolve("starter");
        Path policy = Files.writeString(
                folder.resolve("policy.yaml"),
                Files.readString(starter.resolve("policy.yaml"))
                        + Files.readString(starter.resolve("demo/additions.yaml")));
        Path bundle = folder.resolve("bundle");
        assertSucceeds(
                "bundle",
                "build",
                "--policy=" + policy,
                "--source=ut1:" + starter.resolve("demo/lists"),
                "--key=" + folder.resolve("signing.key"),
                "--out=" + bundle);
        assertSucceeds("bundle", "verify", bundle.toString());

        try (World world = World.start();
                RunningCommand gateway = world.gatewayAlone(folder.resolve("data"), "--bundle=" + bundle);
                Browser pupil = Browser.open("127.0.3.1", gateway.address("proxy"))) {
            assertThat(pupil.get(world.url("unlisted.test")).status()).isEqualTo(200);
            assertThat(pupil.get(world.url("gambling.example")).status()).isEqualTo(403);
            assertThat(gateway.terminate(Duration.ofSeconds(10))).isZero();
        }
    }

    private static void assertSucceeds(String... arguments) throws IOException, InterruptedException {
        try (RunningCommand command = RunningCommand.start(List.of(arguments))) {
            assertThat(command.awaitExit(Duration.ofSeconds(60)))
                    .as(command.logged().toString())
                    .isZero();
        }
    }
}
