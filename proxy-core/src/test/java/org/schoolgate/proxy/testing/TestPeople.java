package org.schoolgate.proxy.testing;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.people.Device;
import org.schoolgate.rules.people.DeviceKind;
import org.schoolgate.rules.people.PasswordHash;
import org.schoolgate.rules.people.Person;

/** Made-up people and their devices. */
public final class TestPeople {
    /** The password of everyone who has one. */
    public static final String PASSWORD = "right: pässword";

    private static final String HASH =
            PasswordHash.of(PASSWORD, new SecureRandom()).text();

    private TestPeople() {}

    /** Somebody whose user name is the id. */
    public static Person person(String id, String role, String... classes) {
        return new Person(id, role, Set.of(classes), id, HASH);
    }

    /** @param addresses IP addresses and MAC addresses, IPv6 in brackets */
    public static Device owned(String id, String owner, String... addresses) {
        return device(id, DeviceKind.OTHER, owner, null, addresses);
    }

    /** @param addresses IP addresses and MAC addresses, IPv6 in brackets */
    public static Device shared(String id, DeviceKind kind, @Nullable String role, String... addresses) {
        return device(id, kind, null, role, addresses);
    }

    private static Device device(
            String id, DeviceKind kind, @Nullable String owner, @Nullable String role, String... addresses) {
        List<String> macs = Arrays.stream(addresses).filter(TestPeople::isMac).toList();
        List<Host> hosts = Arrays.stream(addresses)
                .filter(text -> !isMac(text))
                .map(TestPeople::host)
                .toList();
        return new Device(id, kind, macs, hosts, owner, role, Set.of("group-of-" + id), false);
    }

    private static boolean isMac(String text) {
        return text.startsWith("02:");
    }

    /** @param text IPv6 in brackets */
    public static Host host(String text) {
        try {
            return Host.parse(text);
        } catch (HostSyntaxException e) {
            throw new AssertionError(text, e);
        }
    }

    /** The field that a browser sends to the proxy. */
    public static String credentials(String username, String password) {
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
