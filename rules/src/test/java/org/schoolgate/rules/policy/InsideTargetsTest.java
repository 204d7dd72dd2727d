package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InsideTargetsTest {
    private static final InsideTargets NONE = new InsideTargets(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "100.100.100.200",
                "127.0.0.1",
                "127.255.255.254",
                "168.63.129.16",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "3fff::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void whatIsNotOnThePublicInternetIsRefused(String address) {
        assertThat(NONE.permits(Hosts.host("a.example"), bytes(address), 443)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.1",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "64:ff9b::1.1.1.1",
                "2002:101:101::1",
                "2a00::1",
                "2001:4860:4860::8888"
            })
    void publicAddressNeedsNoItem(String address) {
        assertThat(NONE.permits(Hosts.host("a.example"), bytes(address), 25)).isTrue();
        assertThat(NONE.covers(Hosts.host("a.example"), bytes(address), 25)).isFalse();
    }

    @Test
    void ipv4MappedFormIsTheIpv4Address() {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xff;
        mapped[12] = 127;
        mapped[15] = 1;
        assertThat(NONE.permits(Hosts.host("a.example"), mapped, 443)).isFalse();
        assertThat(NONE.with(List.of(Network.parse("127.0.0.1"))).permits(Hosts.host("a.example"), mapped, 443))
                .isTrue();
    }

    @Test
    void itemPermitsItsHostsNetworksAndPortsAndNothingElse() {
        InsideTargets targets = new InsideTargets(List.of(new InsideTarget(
                List.of(Hosts.pattern("intranet.example")), List.of(Network.parse("10.1.0.0/16")), Set.of(8080))));
        assertThat(targets.permits(Hosts.host("intranet.example"), bytes("10.1.2.3"), 8080))
                .isTrue();
        assertThat(targets.permits(Hosts.host("wiki.intranet.example"), bytes("10.1.2.3"), 8080))
                .isTrue();
        assertThat(targets.permits(Hosts.host("rebound.example"), bytes("10.1.2.3"), 8080))
                .isFalse();
        assertThat(targets.permits(Hosts.host("intranet.example"), bytes("10.2.0.1"), 8080))
                .isFalse();
        assertThat(targets.permits(Hosts.host("intranet.example"), bytes("10.1.2.3"), 443))
                .isFalse();
    }

    @Test
    void itemWithoutHostsAndPortsPermitsAll() {
        InsideTargets targets = NONE.with(List.of(Network.parse("10.0.0.0/8"), Network.parse("fd00::/8")));
        assertThat(targets.covers(Hosts.host("10.9.9.9"), bytes("10.9.9.9"), 1)).isTrue();
        assertThat(targets.covers(Hosts.host("a.example"), bytes("fd00::1"), 65_535))
                .isTrue();
        assertThat(targets.permits(Hosts.host("a.example"), bytes("192.168.0.1"), 80))
                .isFalse();
    }

    private static byte[] bytes(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new AssertionError(address, e);
        }
    }
}
