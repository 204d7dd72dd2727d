package org.schoolgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A school whose devices reach the web through a gateway that routes: three hosts, and a web behind the gateway of which every
 * site is one program. The gateway has the starter policy, for key stage 3, and serves as explicit proxy, too.
 */
final class RoutedSchool {
    /** Not listed, and so allowed for key stage 3. */
    static final String SITE = "unlisted.test";

    /** Pupils fetch no programs but from hosts that are allowed by name. */
    private static final String MIRRORS = """
            entries:
              - {pattern: "=apt-setting.unlisted.test", action: allow, note: A mirror of packages}
              - {pattern: "=apt-diverted.unlisted.test", action: allow, note: The same}
            """;

    static final String SITE_IPV4 = "10.77.2.2";
    static final String BLOCKED = "gambling.example";
    static final String BLOCKED_IPV4 = "10.77.2.3";
    static final String PROXY = "http://" + TestHosts.GATEWAY_IPV4 + ":3128";
    static final String PAC = "http://" + TestHosts.GATEWAY_IPV4 + ":8088/proxy.pac";

    private final Path folder;
    private final TestHosts hosts;
    private final RunningCommand origin;
    private final RunningCommand gateway;

    private RoutedSchool(Path folder, TestHosts hosts, RunningCommand origin, RunningCommand gateway) {
        this.folder = folder;
        this.hosts = hosts;
        this.origin = origin;
        this.gateway = gateway;
    }

    /**
     * Builds it, or says why this machine does not allow it and ends the test.
     *
     * @param folder for what it writes; what is in {@code web} there is on every site
     * @param below names that there are below the site as well as below the blocked one
     */
    static RoutedSchool open(Path folder, List<String> below) throws Exception {
        TestHosts hosts = startHosts();
        try {
            return open(folder, below, hosts);
        } catch (Exception | AssertionError e) {
            hosts.stop();
            throw e;
        }
    }

    private static RoutedSchool open(Path folder, List<String> below, TestHosts hosts) throws Exception {
        RunningCommand origin = RunningCommand.startServer(new ProcessBuilder(hosts.onOrigin(origin(folder))));
        try {
            ProcessBuilder gateway = Distribution.command(gateway(folder, below));
            gateway.command(hosts.onGateway(gateway.command()));
            return new RoutedSchool(folder, hosts, origin, RunningCommand.startServer(gateway));
        } catch (Exception | AssertionError e) {
            origin.close();
            throw e;
        }
    }

    private static TestHosts startHosts() throws InterruptedException {
        try {
            return TestHosts.start();
        } catch (IOException e) {
            return abort("NOT TESTED: transparent mode needs root, network namespaces, iproute2 and nftables: "
                    + e.getMessage());
        }
    }

    private static List<String> origin(Path folder) throws IOException, InterruptedException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.net.preferIPv6Addresses=true",
                "-cp",
                Path.of("target", "test-classes").toString(),
                OriginProgram.class.getName(),
                keys(folder).path().toString(),
                Files.createDirectories(folder.resolve("web")).toString());
    }

    /** The sites' key, and its issuer's certificate beside it. */
    private static KeyStoreFile keys(Path folder) throws IOException, InterruptedException {
        KeyStoreFile keys = new KeyStoreFile(folder.resolve("origin.p12"));
        keys.keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=Test authority", "-ext", "bc:c");
        keys.keytool(
                "-exportcert",
                "-alias",
                "ca",
                "-rfc",
                "-file",
                authority(folder).toString());
        keys.keytool(
                "-genkeypair",
                "-alias",
                "origin",
                "-signer",
                "ca",
                "-keyalg",
                "EC",
                "-dname",
                "CN=origin",
                "-ext",
                "san=dns:*." + SITE + ",dns:*." + BLOCKED);
        keys.keytool("-delete", "-alias", "ca");
        return keys;
    }

    private static Path authority(Path folder) {
        return folder.resolve("authority.pem");
    }

    private static List<String> gateway(Path folder, List<String> below) throws Exception {
        return List.of(
                "gateway",
                "--data=" + folder.resolve("data"),
                "--bundle=" + bundle(folder),
                "--listen=redirect 0.0.0.0:3130",
                "--listen=tproxy 0.0.0.0:3131",
                "--listen=pac 0.0.0.0:8088",
                "--hosts-file=" + hostsFile(folder, below),
                "--dns-server=127.0.0.1:9",
                "--allow-origin=" + TestHosts.ORIGINS_IPV4,
                "--allow-origin=" + TestHosts.ORIGINS_IPV6);
    }

    private static Path hostsFile(Path folder, List<String> below) throws IOException {
        StringBuilder lines = new StringBuilder("%1$s %3$s\nfd77:2::2 %3$s v6.%3$s\n%2$s %4$s\nfd77:2::3 %4$s\n"
                .formatted(SITE_IPV4, BLOCKED_IPV4, SITE, BLOCKED));
        for (String name : below) {
            lines.append("%s %s.%s\n%s %s.%s\n".formatted(SITE_IPV4, name, SITE, BLOCKED_IPV4, name, BLOCKED));
        }
        return Files.writeString(folder.resolve("hosts"), lines);
    }

    private static Path bundle(Path folder) throws Exception {
        Path starter = Distribution.home().resolve("starter");
        String zone = "zones:\n  - {id: test-room, name: Test room, networks: [%s, \"%s\"], roles: [ks3]}\n"
                .formatted(TestHosts.CLIENTS_IPV4, TestHosts.CLIENTS_IPV6);
        Path policy = Files.writeString(
                folder.resolve("policy.yaml"), Files.readString(starter.resolve("policy.yaml")) + zone + MIRRORS);
        Path bundle = folder.resolve("bundle");
        try (RunningCommand build = RunningCommand.start(List.of(
                "bundle",
                "build",
                "--policy=" + policy,
                "--source=ut1:" + starter.resolve("demo/lists"),
                "--key=" + folder.resolve("signing.key"),
                "--out=" + bundle))) {
            assertThat(build.awaitExit(Duration.ofSeconds(60)))
                    .as(build.logged().toString())
                    .isZero();
        }
        return bundle;
    }

    TestHosts hosts() {
        return hosts;
    }

    /** Says whatever reaches a site. */
    RunningCommand origin() {
        return origin;
    }

    RunningCommand gateway() {
        return gateway;
    }

    /** The names of all sites, as {@code /etc/hosts} has them. */
    Path hostsFile() {
        return folder.resolve("hosts");
    }

    /** The certificate, in PEM, of who issued that of every name below the site and the blocked one. */
    Path authority() {
        return authority(folder);
    }

    /** The gateway's access log. */
    Path accessLog() {
        return folder.resolve("data/gateway/access");
    }

    /** Puts the shipped rules in force: {@code redirect} or {@code tproxy}. */
    void use(String mode) throws IOException, InterruptedException {
        Path rules = Distribution.home().resolve("starter/firewall").resolve(mode + ".nft");
        assertThat(Files.readString(rules)).contains("\"" + TestHosts.LAN + "\"");
        hosts.firewall(rules);
    }

    /** Ends it, and all that was started on its hosts. */
    void stop() throws IOException, InterruptedException {
        gateway.close();
        origin.close();
        hosts.stop();
    }
}
