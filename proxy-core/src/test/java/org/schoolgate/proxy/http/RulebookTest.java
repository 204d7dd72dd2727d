package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.identity.Neighbours;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.policy.Network;

final class RulebookTest {
    private static final byte[] OWN = {9, 9, 9, 9};
    private static final byte[] FOREIGN = {9, 9, 9, 10};

    @TempDir
    Path folder;

    private Bundle bundle;

    @BeforeEach
    void open() {
        bundle = TestBundles.standard(folder);
    }

    private Rulebook rulebook(List<Network> allowed) {
        return new Rulebook(
                bundle, allowed, address -> Arrays.equals(address, OWN), InstantSource.system(), Neighbours.NONE);
    }

    @Test
    void publicAddressOfThisMachineIsRefusedByAnyName() throws Exception {
        Rulebook rules = rulebook(List.of());
        Host name = Host.parse("site.example");
        assertThat(rules.addresses().permits(name, FOREIGN, 80)).isTrue();
        assertThat(rules.addresses().permits(name, OWN, 80)).isFalse();
        assertThat(rules.tunnelAddresses().permits(name, FOREIGN, 443)).isTrue();
        assertThat(rules.tunnelAddresses().permits(name, OWN, 443)).isFalse();
    }

    @Test
    void publicAddressOfThisMachineIsReachedWhereItIsListed() throws Exception {
        Rulebook rules = rulebook(List.of(Network.parse("9.9.9.9/32")));
        assertThat(rules.addresses().permits(Host.parse("site.example"), OWN, 80))
                .isTrue();
    }
}
