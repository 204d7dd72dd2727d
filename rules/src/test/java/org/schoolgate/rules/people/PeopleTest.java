package org.schoolgate.rules.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.bundle.Bundles;

final class PeopleTest {
    private static final Person PUPIL = new Person("p1", "ks3", Set.of("8a"), "p.one", null);
    private static final Person TEACHER = new Person("t1", "staff", Set.of(), "t.one", null);
    private static final SchoolClass CLASS = new SchoolClass("8a", "8A", Set.of("t1"));
    private static final Device TABLET = device("tablet-1", List.of("02:00:5e:10:00:01"), "10.1.0.7", "2001:db8::7");
    private static final Device TILL = device("till-1", List.of("02:00:5e:10:00:ff"), "10.1.0.6");
    private static final People PEOPLE = new People(List.of(TEACHER, PUPIL), List.of(CLASS), List.of(TILL, TABLET));

    private static Device device(String id, List<String> macs, String... addresses) {
        List<Host> hosts = Arrays.stream(addresses)
                .map(text -> Bundles.host(text.contains(":") ? "[" + text + "]" : text))
                .toList();
        return new Device(id, DeviceKind.OTHER, macs, hosts, null, null, Set.of(), false);
    }

    private static byte[] address(String text) {
        return Bundles.host(text).addressBytes();
    }

    @Test
    void peopleAreFoundByIdAndByUserName() {
        assertThat(PEOPLE.person("p1")).isSameAs(PUPIL);
        assertThat(PEOPLE.person("p.one")).isNull();
        assertThat(PEOPLE.named("t.one")).isSameAs(TEACHER);
        assertThat(PEOPLE.named("T.One")).isNull();
        assertThat(PEOPLE.schoolClass("8a")).isSameAs(CLASS);
        assertThat(PEOPLE.device("till-1")).isSameAs(TILL);
    }

    @Test
    void deviceIsFoundByEachOfItsAddresses() {
        assertThat(PEOPLE.deviceAt(address("10.1.0.7"))).isSameAs(TABLET);
        assertThat(PEOPLE.deviceAt(address("[2001:db8::7]"))).isSameAs(TABLET);
        assertThat(PEOPLE.deviceAt(address("10.1.0.6"))).isSameAs(TILL);
        assertThat(PEOPLE.deviceAt(address("10.1.0.8"))).isNull();
        assertThat(PEOPLE.deviceAt(address("[2001:db8::8]"))).isNull();
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 1, 0, 7};
        assertThat(PEOPLE.deviceAt(mapped)).isSameAs(TABLET);
        byte[] other = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10, 1, 0, 7};
        assertThat(PEOPLE.deviceAt(other)).isNull();
    }

    @Test
    void deviceIsFoundByItsMacAddressHoweverItIsSpelt() {
        for (String mac : List.of("02:00:5e:10:00:FF", "02-00-5E-10-00-ff", "0200.5e10.00ff", "02005E1000FF")) {
            assertThat(PEOPLE.deviceWithMac(MacAddress.parse(mac))).isSameAs(TILL);
        }
        assertThat(PEOPLE.deviceWithMac(MacAddress.parse("02:00:5e:10:00:02"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00:00:00:00:00:00",
                "01:00:5e:00:00:01",
                "ff:ff:ff:ff:ff:ff",
                "02:00:5e:10:00",
                "02:00:5e-10:00:ff"
            })
    void whatIsNoInterfacesOwnAddressIsNoMacAddress(String text) {
        assertThatThrownBy(() -> MacAddress.parse(text)).hasMessageStartingWith("MAC address: \"" + text + "\"");
    }

    @Test
    void lookingUpAllocatesNothing() {
        byte[] known = address("10.1.0.7");
        byte[] unknown = address("[2001:db8::8]");
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        int rounds = 20_000;
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 5; attempt++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < rounds; i++) {
                boolean isFound = PEOPLE.named("p.one") != null
                        && PEOPLE.person("p1") != null
                        && PEOPLE.deviceAt(known) != null
                        && PEOPLE.deviceAt(unknown) == null
                        && PEOPLE.deviceWithMac(0x02005e1000ffL) != null;
                assertTrue(isFound);
            }
            least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / rounds);
        }
        assertThat(least).isZero();
    }

    private static void assertTrue(boolean isSo) {
        if (!isSo) {
            throw new AssertionError("not found");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ä.Müller | ä.müller",
                "A\u0308.x | ä.x",
                "plain.name | plain.name",
                "ΣΟΦΙΑ | σοφια",
                "نورة | نورة",
            })
    void userNameHasOneSpelling(String typed, String canonical) {
        assertThat(Usernames.canonical(typed)).isEqualTo(canonical);
        assertThat(Usernames.canonical(canonical)).isEqualTo(canonical);
        assertThat(new Person("p1", "ks3", Set.of(), canonical, null).username())
                .isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "a:b", " a", "a\u0000b", "a\u0308"})
    void whatIsNoUserNameInItsOneSpellingIsRefused(String username) {
        assertThatThrownBy(() -> new Person("p1", "ks3", Set.of(), username, null))
                .hasMessageStartingWith("username: \"" + username + "\" (expected: 1 to 128 characters");
    }

    @Test
    void whatContradictsItselfIsRefused() {
        assertRefused(
                "person: \"p1\" twice (expected: once)", List.of(PUPIL, PUPIL, TEACHER), List.of(CLASS), List.of());
        Person namesake = new Person("p2", "ks3", Set.of(), "p.one", null);
        assertRefused(
                "username: \"p.one\" twice (expected: once)",
                List.of(PUPIL, namesake, TEACHER),
                List.of(CLASS),
                List.of());
        assertRefused("person p1: class \"8a\" (expected: one that there is)", List.of(PUPIL), List.of(), List.of());
        assertRefused("class 8a: teacher \"t1\" (expected: one that there is)", List.of(), List.of(CLASS), List.of());
        Device owned = new Device("d1", DeviceKind.PHONE, List.of(), List.of(), "p9", null, Set.of(), false);
        assertRefused("device d1: owner \"p9\" (expected: one that there is)", List.of(), List.of(), List.of(owned));
        assertRefused(
                "device tablet-2: 10.1.0.7 is also of tablet-1 (expected: of one device, once)",
                List.of(),
                List.of(),
                List.of(TABLET, device("tablet-2", List.of(), "10.1.0.7")));
        assertRefused(
                "device tablet-1: 02:00:5e:10:00:01 is also of board-1 (expected: of one device, once)",
                List.of(),
                List.of(),
                List.of(TABLET, device("board-1", List.of("02:00:5e:10:00:01"))));
    }

    private static void assertRefused(
            String message, List<Person> persons, List<SchoolClass> classes, List<Device> devices) {
        assertThatThrownBy(() -> new People(persons, classes, devices)).hasMessage(message);
    }

    @Test
    void deviceOfOnePersonHasNoRoleOfItsOwn() {
        assertThatThrownBy(() -> new Device("d1", DeviceKind.PHONE, List.of(), List.of(), "p1", "ks3", Set.of(), false))
                .hasMessage("device d1: the owner p1 and the role ks3 (expected: one of them)");
        assertThatThrownBy(() -> device("d1", List.of(), "printer.example"))
                .hasMessage("device d1: printer.example (expected: an IP address)");
        assertThatThrownBy(() -> device("d1", List.of("02-00-5E-10-00-FF")))
                .hasMessage("MAC address: \"02-00-5E-10-00-FF\" (expected: 02:00:5e:10:00:ff)");
    }

    @Test
    void hashIsNotInWhatIsPrinted() {
        String hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        Person person = new Person("p1", "ks3", Set.of(), "p.one", hash);
        assertThat(person.toString()).isEqualTo("Person[p1, ks3]");
        assertThat(new People(List.of(person), List.of(), List.of()).canSignIn())
                .isTrue();
        assertThat(PEOPLE.canSignIn()).isFalse();
        assertThatThrownBy(() -> new Person("p1", "ks3", Set.of(), null, hash))
                .hasMessage("person p1: a password and no username (expected: both)");
    }
}
