package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.TestData;

/** The whole product with 3.7 million real entries, against a map and a page of rules. */
@Tag("slow")
@Tag("realdata")
final class RealListsIT {
    private static final int LISTED = 2_000;
    private static final int NOT_LISTED = 2_000;
    private static final long SEED = 20_261_124;
    /** The zone with the number of its place here, from one, holds the role. */
    private static final List<String> ROLES = List.of("ks1", "ks2", "ks3", "ks4", "staff", "governor", "visitor");

    @TempDir
    private Path data;

    @Test
    void everyRoleGetsWhatANaiveOracleSaysOverHttpAndOverConnect() throws Exception {
        Path archive = TestData.folder().resolve("blocklists/ut1/ut1-2025-07-layout.tar.xz");
        try (World world = World.start();
                Installation installation = world.install(data)) {
            adapt(installation.admin(), world.originPort());
            publish(installation.admin(), archive);
            NaiveLists lists = NaiveLists.read(archive);
            NaivePolicy policy = NaivePolicy.read(Distribution.home().resolve("starter"), lists);
            List<String> hosts = hosts(lists, policy);

            List<Callable<List<String>>> clients = new ArrayList<>();
            for (int zone = 1; zone <= ROLES.size(); zone++) {
                Client client = new Client(installation, zone, policy, hosts);
                clients.add(() -> client.wrongOverHttp(world));
                clients.add(() -> client.wrongOverConnect(world));
            }
            assertThat(run(clients)).isEmpty();
        }
    }

    /** Opens the port to tunnels; and what holds at some hours holds at all, so that the test does not depend on its own. */
    private static void adapt(Admin admin, int port) throws Exception {
        String policy = admin.get("/api/v1/policy").body();
        String opened = policy.replace("connect_ports: [443]", "connect_ports: [443, " + port + "]");
        assertThat(opened).isNotEqualTo(policy);
        String adapted = opened.replaceAll("(?m)^ +when: .*\\n", "");
        assertThat(adapted).isNotEqualTo(opened);
        assertThat(admin.put("/api/v1/policy", "application/yaml", BodyPublishers.ofString(adapted))
                        .status())
                .isEqualTo(200);
    }

    private static void publish(Admin admin, Path archive) throws Exception {
        Admin.Answer answer = admin.put(
                "/api/v1/lists/sources/ut1?format=ut1", "application/octet-stream", BodyPublishers.ofFile(archive));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        long generation = answer.json().path("generation").asLong();
        await().atMost(Duration.ofSeconds(30)).until(() -> serves(admin) >= generation);
    }

    private static long serves(Admin admin) throws IOException, InterruptedException {
        JsonNode gateways = admin.get("/api/v1/gateways").json();
        return gateways.path("items").path(0).path("generation").asLong(-1);
    }

    /** Names of the lists, names below and beside and above them, and names that nobody has. */
    private static List<String> hosts(NaiveLists lists, NaivePolicy policy) {
        Random random = new Random(SEED);
        List<String> hosts = new ArrayList<>();
        while (hosts.size() < LISTED) {
            String name = lists.draw(random);
            hosts.add(random.nextInt(4) == 0 ? "www" + random.nextInt(10) + "." + name : name);
        }
        while (hosts.size() < LISTED + NOT_LISTED) {
            String name = lists.draw(random);
            String host = switch (random.nextInt(4)) {
                case 0 -> "x" + name;
                case 1 -> name + ".test";
                case 2 -> name.substring(name.indexOf('.') + 1);
                default -> "n" + random.nextInt(1_000_000) + ".unlisted.test";
            };
            if (host.indexOf('.') > 0 && host.length() < 100 && !policy.knows(host)) {
                hosts.add(host);
            }
        }
        return hosts;
    }

    private static List<String> run(List<Callable<List<String>>> clients) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients.size());
        try {
            List<String> wrong = new ArrayList<>();
            for (Future<List<String>> found : threads.invokeAll(clients)) {
                wrong.addAll(found.get());
            }
            return wrong;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Asks for every host from one zone; what comes back other than expected is told without its name. */
    private record Client(Installation installation, int zone, NaivePolicy policy, List<String> hosts) {
        List<String> wrongOverHttp(World world) throws IOException {
            List<String> wrong = new ArrayList<>();
            try (Browser browser = installation.browser(zone)) {
                for (int i = 0; i < hosts.size(); i++) {
                    int status = browser.get(world.url(hosts.get(i))).status();
                    check(i, "http", status, wrong);
                }
            }
            return wrong;
        }

        List<String> wrongOverConnect(World world) throws IOException {
            List<String> wrong = new ArrayList<>();
            for (int i = 0; i < hosts.size(); i++) {
                try (Browser browser = installation.browser(zone)) {
                    check(
                            i,
                            "connect",
                            browser.connect(world.authority(hosts.get(i))).status(),
                            wrong);
                }
            }
            return wrong;
        }

        private void check(int i, String scheme, int status, List<String> wrong) {
            int expected = policy.allows(ROLES.get(zone - 1), hosts.get(i)) ? 200 : 403;
            if (status != expected) {
                wrong.add(scheme + " " + ROLES.get(zone - 1) + " host " + i + " (seed " + SEED + "): " + status
                        + ", expected " + expected);
            }
        }
    }
}
