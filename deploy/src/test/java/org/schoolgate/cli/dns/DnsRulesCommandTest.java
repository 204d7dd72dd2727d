package org.schoolgate.cli.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.cli.CommandLineRun;
import org.schoolgate.proxy.testing.FakeNameServer;

final class DnsRulesCommandTest {
    private static final String SITES = """
            format: 1
            version: "1"
            facts:
              - {category: doh, name: Resolver, hosts: [resolver.example], source: "https://resolver.example/", why: test}
              - {category: vpn, name: Relay, hosts: [relay.example], source: "https://relay.example/", why: test}
            """;

    @TempDir
    Path folder;

    private String sites() throws IOException {
        return Files.writeString(folder.resolve("sites.yaml"), SITES).toString();
    }

    private String print(String format, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("dns-rules", "--format", format, "--sites", sites()));
        arguments.addAll(List.of(more));
        CommandLineRun run = CommandLineRun.of(arguments.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        return run.out();
    }

    @ParameterizedTest
    @CsvSource({
        "rpz, use-application-dns.net CNAME .",
        "rpz, *.resolver.example CNAME .",
        "rpz, www.google.ae CNAME forcesafesearch.google.com.",
        "rpz, duckduckgo.com CNAME safe.duckduckgo.com.",
        "unbound, 'local-zone: \"relay.example.\" always_nxdomain'",
        "unbound, 'local-data: \"www.bing.com. CNAME strict.bing.com.\"'",
        "dnsmasq, address=/use-application-dns.net/",
        "dnsmasq, 'filter-rr=HTTPS,SVCB'",
        "dnsmasq, 'host-record=www.google.com,216.239.38.120'",
        "windows, Add-DnsServerPrimaryZone -Name 'relay.example' -ZoneFile 'relay.example.dns'",
        "windows, Add-DnsServerResourceRecord -ZoneName 'www.google.co.uk' -Name '@' -A -IPv4Address '216.239.38.120'",
    })
    void rulesAreSaidInTheLanguageOfTheNameServer(String format, String line) throws IOException {
        assertThat(print(format).lines()).contains(line);
    }

    @ParameterizedTest
    @CsvSource({
        "strict, www.youtube.com CNAME restrict.youtube.com.",
        "moderate, www.youtube.com CNAME restrictmoderate.youtube.com."
    })
    void youtubeIsAskedForTheLevelThatIsWanted(String level, String line) throws IOException {
        assertThat(print("rpz", "--youtube", level).lines()).contains(line);
        assertThat(print("rpz", "--youtube", "off")).doesNotContain("youtube");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rpz", "unbound", "dnsmasq"})
    void ourOwnReadersFindTheDeniedNamesInThem(String format) throws IOException {
        Path list = Files.writeString(folder.resolve("doh"), print(format));
        String index = folder.resolve("index").toString();
        assertThat(CommandLineRun.of("lists", "compile", "--source", format + ":" + list, "--out", index))
                .extracting(CommandLineRun::code)
                .isEqualTo(0);
        for (String denied : List.of("use-application-dns.net", "resolver.example", "www.relay.example")) {
            assertThat(CommandLineRun.of("lists", "explain", "--index", index, denied)
                            .out())
                    .contains("doh");
        }
    }

    @Test
    void unboundTakesThem() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.conf"), print("unbound"));
        assertThat(check("unbound-checkconf", rules.toString())).isZero();
    }

    @Test
    void bindTakesThem() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.zone"), print("rpz"));
        assertThat(check("named-checkzone", "rpz.example", rules.toString())).isZero();
    }

    @Test
    void dnsmasqTakesThem() throws Exception {
        Path rules = Files.writeString(folder.resolve("rules.conf"), print("dnsmasq"));
        assertThat(check("dnsmasq", "--test", "--conf-file=" + rules)).isZero();
    }

    /** Of a real name server; without it the test is skipped, and {@code deploy/test} installs it. */
    private int check(String tool, String... arguments) throws IOException, InterruptedException {
        Path found = Stream.of("/usr/sbin", "/usr/bin", "/sbin", "/bin")
                .map(bin -> Path.of(bin, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeThat(found).as("%s is installed", tool).isNotNull();
        List<String> command = new ArrayList<>(List.of(String.valueOf(found)));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        assertThat(code).as(said).isZero();
        return code;
    }

    @Test
    void nameServerThatFollowsThemPassesTheCheck() throws IOException {
        try (FakeNameServer server = new FakeNameServer()) {
            server.knowEverything("216.239.38.120");
            for (String denied : List.of("use-application-dns.net", "resolver.example", "relay.example")) {
                server.know(denied);
            }
            CommandLineRun run = check(server);
            assertThat(run.out()).doesNotContain("FAILED").contains("ok      use-application-dns.net has no address");
            assertThat(run.code()).isZero();
        }
    }

    @Test
    void nameServerThatDoesNotFollowThemFailsTheCheckNameByName() throws IOException {
        try (FakeNameServer server = new FakeNameServer()) {
            server.know("relay.example", "192.0.2.1");
            server.know("www.google.com", "192.0.2.2");
            server.know("forcesafesearch.google.com", "216.239.38.120");
            CommandLineRun run = check(server);
            assertThat(run.out())
                    .contains("FAILED  relay.example has [192.0.2.1] (expected: none)")
                    .contains("FAILED  www.google.com is [192.0.2.2] (expected: those of forcesafesearch.google.com)");
            assertThat(run.code()).isEqualTo(1);
        }
    }

    private CommandLineRun check(FakeNameServer server) throws IOException {
        String address = "127.0.0.1:" + server.address().getPort();
        return CommandLineRun.of("dns-rules", "--check", address, "--sites", sites());
    }

    @Test
    void whatIsNoNameServerIsRefused() throws IOException {
        CommandLineRun run = CommandLineRun.of("dns-rules", "--check", "resolver.example", "--sites", sites());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("name server: \"resolver.example\" (expected: ADDRESS or ADDRESS:PORT)");
    }
}
