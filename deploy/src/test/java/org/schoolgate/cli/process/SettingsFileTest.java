package org.schoolgate.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.rules.url.PublicSuffixes;

final class SettingsFileTest {
    private static final Settings DEFAULTS = Settings.defaults(false);

    @TempDir
    private Path folder;

    @Test
    void withNoFileTheDefaultsApply() throws Exception {
        assertThat(SettingsFile.read(null, folder, DEFAULTS))
                .isEqualTo(new Settings(
                        new GatewaySettings(
                                "0.0.0.0",
                                3128,
                                List.of(),
                                9101,
                                List.of(),
                                null,
                                List.of(),
                                null,
                                null,
                                5,
                                120,
                                120,
                                45,
                                new LimitSettings(20_000, 256, 85, 200, 256, 256),
                                LogSettings.DEFAULTS),
                        new AdminSettings("0.0.0.0", 8443, 9102, List.of(), PublicSuffixes.DEBIAN, null, null, null)));
    }

    @Test
    void demonstrationStaysOnLoopback() {
        Settings demo = Settings.defaults(true);
        assertThat(demo.gateway().host()).isEqualTo("127.0.0.1");
        assertThat(demo.admin().host()).isEqualTo("127.0.0.1");
    }

    @Test
    void emptyFileChangesNothing() throws Exception {
        assertThat(read("# nothing yet\n")).isEqualTo(DEFAULTS);
    }

    @Test
    void everyKeyIsReadUnderTheNameOfItsOption() throws Exception {
        assertThat(read("""
                        proxy_host: 192.0.2.1
                        proxy_port: 3129
                        listen: ["proxy 192.0.2.1:3130 zones=staff"]
                        gateway_ops_port: 0
                        admin_host: 192.0.2.2
                        admin_port: 443
                        admin_ops_port: 9103
                        admin_name: [filter.school.example]
                        suffix_list: /srv/suffixes.dat
                        database: jdbc:postgresql://db.school.example/schoolgate
                        database_credentials: /etc/school-database
                        people_import: /srv/roster
                        allow_origin: [10.0.0.0/8, "fd00::/8"]
                        hosts_file: /etc/school-hosts
                        dns_server: [192.0.2.53]
                        parent_proxy: 192.0.2.80:8080
                        parent_credentials: /etc/school-parent
                        origin_connect_timeout: 1
                        origin_answer_timeout: 2
                        origin_body_timeout: 3
                        origin_idle_timeout: 4
                        max_connections: 5000
                        max_connections_per_client: 64
                        max_memory_percent: 70
                        max_request_rate: 50
                        min_upload_rate: 100
                        min_download_rate: 0
                        access_log_days: 30
                        access_log_gib: 4
                        syslog_server: logs.example.org:6515
                        syslog_authority: /srv/logs.pem
                        """))
                .isEqualTo(new Settings(
                        new GatewaySettings(
                                "192.0.2.1",
                                3129,
                                List.of("proxy 192.0.2.1:3130 zones=staff"),
                                0,
                                List.of("10.0.0.0/8", "fd00::/8"),
                                Path.of("/etc/school-hosts"),
                                List.of("192.0.2.53"),
                                "192.0.2.80:8080",
                                Path.of("/etc/school-parent"),
                                1,
                                2,
                                3,
                                4,
                                new LimitSettings(5_000, 64, 70, 50, 100, 0),
                                new LogSettings(30, 4, "logs.example.org:6515", Path.of("/srv/logs.pem"))),
                        new AdminSettings(
                                "192.0.2.2",
                                443,
                                9103,
                                List.of("filter.school.example"),
                                Path.of("/srv/suffixes.dat"),
                                "jdbc:postgresql://db.school.example/schoolgate",
                                Path.of("/etc/school-database"),
                                Path.of("/srv/roster"))));
    }

    @Test
    void allMistakesAreReportedAtOnceWithPlaceAndNearestKey() {
        assertThatThrownBy(
                        () -> read("proxy_prot: 3128\nadmin_port: 70000\ndns_server: 192.0.2.53\naccess_log_days: 0\n"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("schoolgate.yaml:1:1: unknown key: \"proxy_prot\" (expected: one of proxy_host,")
                .hasMessageContaining("did you mean \"proxy_port\"?")
                .hasMessageContaining(":2:1: admin_port: 70000 (expected: 0 to 65535)")
                .hasMessageContaining(":3:1: dns_server: \"192.0.2.53\" (expected: a list of texts)")
                .hasMessageContaining(":4:1: access_log_days: 0 (expected: 1 or more)");
    }

    @Test
    void textsWithoutAMeaningAreReportedWithTheirPlaceToo() {
        assertThatThrownBy(() ->
                        read("listen: [pac]\nallow_origin: [10.0.0.0/8, 10.0.0.0/99]\ndns_server: [ns.example]\n"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("schoolgate.yaml:1:1: listen: \"pac\" (expected: KIND ADDRESS:PORT")
                .hasMessageContaining("schoolgate.yaml:2:1: ")
                .hasMessageContaining("10.0.0.0/99")
                .hasMessageContaining("schoolgate.yaml:3:1: name server: \"ns.example\" (expected: ADDRESS");
    }

    @Test
    void keyThatIsThereTwiceIsRefused() {
        assertThatThrownBy(() -> read("proxy_port: 1\nproxy_port: 2\n"))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(":2:")
                .hasMessageContaining("proxy_port");
    }

    @Test
    void textThatIsNoMapIsRefused() {
        assertThatThrownBy(() -> read("- 3128\n")).isInstanceOf(RefusedException.class);
    }

    @Test
    void namedFileMustExist() {
        assertThatThrownBy(() -> SettingsFile.read(folder.resolve("absent.yaml"), folder, DEFAULTS))
                .isInstanceOf(IOException.class);
    }

    private Settings read(String yaml) throws RefusedException, IOException {
        Files.writeString(folder.resolve(SettingsFile.NAME), yaml);
        return SettingsFile.read(null, folder, DEFAULTS);
    }
}
