package org.schoolgate.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.testing.TestPeople;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.people.MacAddress;

final class IpNeighboursTest {
    private static Map<Host, Long> parse(String json) throws IOException {
        return IpNeighbours.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String entry(String address, String mac, String state) {
        return "{\"dst\":\"" + address + "\",\"dev\":\"eth0\",\"lladdr\":\"" + mac + "\",\"state\":[\"" + state
                + "\"]}";
    }

    @Test
    void machineIsKnownByEachOfItsAddresses() throws IOException {
        Map<Host, Long> macs = parse("[" + entry("10.1.0.7", "02:00:5e:10:00:01", "REACHABLE") + ","
                + entry("2001:db8::7", "02:00:5e:10:00:01", "STALE") + ","
                + entry("10.1.0.8", "02:00:5E:10:00:02", "PERMANENT") + "]");
        long mac = MacAddress.parse("02:00:5e:10:00:01");
        assertThat(macs)
                .containsEntry(TestPeople.host("10.1.0.7"), mac)
                .containsEntry(TestPeople.host("[2001:db8::7]"), mac)
                .containsEntry(TestPeople.host("10.1.0.8"), mac + 1)
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FAILED", "INCOMPLETE", "NOARP", "NONE"})
    void addressAtWhichNobodyAnswersIsNobodys(String state) throws IOException {
        assertThat(parse("[" + entry("10.1.0.7", "02:00:5e:10:00:01", state) + "]"))
                .isEmpty();
    }

    @Test
    void addressThatTwoHaveIsNobodys() throws IOException {
        assertThat(parse("[" + entry("10.1.0.7", "02:00:5e:10:00:01", "REACHABLE") + ","
                        + entry("10.1.0.7", "02:00:5e:10:00:02", "REACHABLE") + ","
                        + entry("fe80::1", "02:00:5e:10:00:03", "REACHABLE") + "]"))
                .containsOnlyKeys(TestPeople.host("[fe80::1]"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[{\"dst\":\"10.1.0.7\",\"dev\":\"eth0\",\"state\":[\"REACHABLE\"]}]",
                "[{\"dst\":\"10.1.0.7\",\"lladdr\":\"01:00:5e:00:00:01\",\"state\":[\"REACHABLE\"]}]",
                "[{\"dst\":\"router.example\",\"lladdr\":\"02:00:5e:00:00:01\",\"state\":[\"REACHABLE\"]}]",
                "[7, {}]"
            })
    void whatIsNoNeighbourIsPassedOver(String json) throws IOException {
        assertThat(parse(json)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[", "Object \"neigh\" is unknown"})
    void whatIsNoTableAtAllIsAFault(String json) {
        assertThatThrownBy(() -> parse(json)).isInstanceOf(IOException.class);
    }

    @Test
    void tableOfThisMachineCanBeRead() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/ip")) || Files.isExecutable(Path.of("/sbin/ip")));
        assertThat(new IpNeighbours().read())
                .allSatisfy((address, mac) -> assertThat(address.isAddress()).isTrue());
    }
}
