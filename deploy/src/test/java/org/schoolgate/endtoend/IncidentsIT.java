package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No suspected incident is lost and none is shown twice, whatever dies meanwhile. */
@Tag("slow")
final class IncidentsIT {
    private static final Duration DELIVERED_WITHIN = Duration.ofSeconds(60);
    private static final int INCIDENTS = 100;

    @TempDir
    private Path data;

    @Test
    void everyIncidentArrivesOnceAndInOrderThroughKillsAndAnAdminThatFailsInEveryWay() throws Exception {
        try (World world = World.start()) {
            Incidents incidents = new Incidents(world);
            try (Installation installation = world.install(data)) {
                raiseWhileBothAreKilled(incidents, installation);
                assertArrived(incidents, INCIDENTS, installation.admin());
                assertThat(installation.run().terminate(Duration.ofSeconds(10))).isZero();
            }
            raiseWhileAdminFails(incidents, world);
            try (Installation installation = world.install(data)) {
                assertArrived(incidents, 2 * INCIDENTS, installation.admin());
            }
        }
    }

    private static void raiseWhileBothAreKilled(Incidents incidents, Installation installation) throws Exception {
        for (int i = 0; i < INCIDENTS; i++) {
            incidents.raise(installation.proxy());
            switch (i) {
                case 15, 50, 80 -> installation.kill("admin");
                case 30, 55, 81 -> installation.kill("gateway");
                default -> {}
            }
        }
    }

    private void raiseWhileAdminFails(Incidents incidents, World world) throws Exception {
        Path enrolment = data.resolve("gateway/enrolment.json");
        String enrolled = Files.readString(enrolment);
        try (FailingAdmin failing = FailingAdmin.start(data)) {
            Files.writeString(enrolment, failing.enrolment(enrolled));
            try (RunningCommand gateway = world.gatewayAlone(data)) {
                for (int i = 0; i < INCIDENTS; i++) {
                    incidents.raise(gateway.address("proxy"));
                }
                await().atMost(DELIVERED_WITHIN).until(failing::hasFailedInEveryWay);
                gateway.kill();
            }
        }
        Files.writeString(enrolment, enrolled);
    }

    /** What was promised is there once and in order; what was cut off may be there, but not twice. */
    private static void assertArrived(Incidents incidents, int promised, Admin admin) throws Exception {
        await().atMost(DELIVERED_WITHIN)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(Incidents.known(admin)).containsAll(incidents.promised()));
        List<String> known = Incidents.known(admin);
        assertThat(known).doesNotHaveDuplicates();
        assertThat(known.stream().filter(incidents.promised()::contains))
                .hasSize(promised)
                .containsExactlyElementsOf(incidents.promised());
    }
}
