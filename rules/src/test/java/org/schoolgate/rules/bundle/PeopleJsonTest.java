package org.schoolgate.rules.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.people.Device;
import org.schoolgate.rules.people.DeviceKind;
import org.schoolgate.rules.people.MacAddress;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.people.Person;
import org.schoolgate.rules.people.SchoolClass;
import org.schoolgate.rules.policy.LiveFacts;

final class PeopleJsonTest {
    private static final String HASH =
            "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    private static final String GOLDEN = "{\"format\":1,\"persons\":["
            + "{\"id\":\"p1\",\"role\":\"ks3\",\"classes\":[\"8a\",\"8a-ma\"],\"username\":\"ä.one\","
            + "\"passwordHash\":\"" + HASH + "\"},"
            + "{\"id\":\"t1\",\"role\":\"staff\",\"classes\":[]}],\"classes\":["
            + "{\"id\":\"8a\",\"name\":\"8A\",\"teachers\":[\"t1\"]},"
            + "{\"id\":\"8a-ma\",\"name\":\"8A Mathematics\",\"teachers\":[]}],\"devices\":["
            + "{\"id\":\"tablet-1\",\"kind\":\"tablet\",\"macs\":[\"02:00:5e:10:00:01\",\"02:00:5e:10:00:02\"],"
            + "\"addresses\":[\"10.1.0.7\",\"2001:db8::7\"],\"owner\":\"p1\",\"groups\":[\"one-to-one\"],"
            + "\"trustsCa\":true},"
            + "{\"id\":\"till-1\",\"kind\":\"till\",\"macs\":[],\"addresses\":[\"10.1.0.9\"],\"role\":\"device\","
            + "\"groups\":[],\"trustsCa\":false}]}";
    private static final People PEOPLE = new People(
            List.of(
                    new Person("t1", "staff", Set.of(), null, null),
                    new Person("p1", "ks3", Set.of("8a-ma", "8a"), "ä.one", HASH)),
            List.of(new SchoolClass("8a-ma", "8A Mathematics", Set.of()), new SchoolClass("8a", "8A", Set.of("t1"))),
            List.of(
                    new Device(
                            "till-1",
                            DeviceKind.TILL,
                            List.of(),
                            List.of(Bundles.host("10.1.0.9")),
                            null,
                            "device",
                            Set.of(),
                            false),
                    new Device(
                            "tablet-1",
                            DeviceKind.TABLET,
                            List.of("02:00:5e:10:00:02", "02:00:5e:10:00:01"),
                            List.of(Bundles.host("[2001:db8::7]"), Bundles.host("10.1.0.7")),
                            "p1",
                            null,
                            Set.of("one-to-one"),
                            true)));

    @TempDir
    Path temp;

    /** Gateways in the field read these bytes: a change here needs a new version of {@link FileRole#PEOPLE}. */
    @Test
    void bytesAreThoseOfTheContract() throws BundleException {
        assertThat(new String(PeopleJson.write(PEOPLE), UTF_8)).isEqualTo(GOLDEN);
        assertThat(PeopleJson.read(GOLDEN.getBytes(UTF_8))).isEqualTo(PEOPLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"format\":1 | \"format\":2 | people: format 2 is newer than this program reads (expected: at most 1)",
                "\"format\":1, | \"format\":1,\"roles\":[], | people: unknown field \"roles\"",
                "\"id\":\"p1\" | \"id\":\"P 1\" | people: person: \"P 1\" (expected: 1 to 64 of a-z, 0-9, _, - and .)",
                "\"id\":\"p1\" | \"id\":\"p1\",\"name\":\"A\" | people: persons: unknown field \"name\"",
                "ä.one | Ä.one | people: username: \"Ä.one\" (expected: 1 to 128 characters in lower case",
                "t=2 | t=99 | people: password hash: t 99 (expected: 1 to 10)",
                "[\"8a\",\"8a-ma\"] | [\"8a\",\"8a\"] | people: classes has one of them twice (expected: each once)",
                "[\"8a\",\"8a-ma\"] | [\"8b\"] | people: person p1: class \"8b\" (expected: one that there is)",
                "\"kind\":\"till\" | \"kind\":\"fridge\" | people: kind: \"fridge\" (expected: one of computer, tablet",
                "10.1.0.9 | 10.1.9 | people: address \"10.1.9\" (expected: an IP address, spelt as 10.1.0.9)",
                "10.1.0.9 | till.example | people: address \"till.example\" (expected: an IP address, spelt as 10.20.0.7)",
                "10.1.0.9 | 10.1.0.7 | people: device till-1: 10.1.0.7 is also of tablet-1 (expected: of one device, once)",
                "\"owner\":\"p1\" | \"owner\":\"p2\" | people: device tablet-1: owner \"p2\" (expected: one that there is)",
                ",\"trustsCa\":true | `` | people: devices: no \"trustsCa\" (expected: one)",
            })
    void whatIsNotOfThisFormatIsRefused(String part, String instead, String message) {
        String text = GOLDEN.replace(part, instead);
        assertThat(text).isNotEqualTo(GOLDEN);
        assertThatThrownBy(() -> PeopleJson.read(text.getBytes(UTF_8)))
                .isInstanceOf(BundleException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void bundleBringsItsPeopleAndUsesThemAgain() throws IOException {
        Manifest manifest = Bundles.write(temp.resolve("1.1"), 1, LiveFacts.NONE, null, PEOPLE);
        Bundle first = open("1.1", null);
        assertThat(first.people()).isEqualTo(PEOPLE);
        assertThat(first.closed("for a test").people()).isSameAs(first.people());
        Bundles.write(temp.resolve("1.2"), 2, Bundles.blocking("a.example"), null, PEOPLE);
        Files.delete(manifest.people().orElseThrow().in(temp.resolve("1.2")));
        assertThat(open("1.2", first).people()).isSameAs(first.people());
    }

    @Test
    void bundleWhosePeopleAreMissingOrDamagedDoesNotOpen() throws IOException {
        Manifest manifest = Bundles.write(temp.resolve("1.1"), 1, LiveFacts.NONE, null, PEOPLE);
        Path file = manifest.people().orElseThrow().in(temp.resolve("1.1"));
        Files.writeString(file, Files.readString(file).replace("ks3", "ks4"));
        assertThatThrownBy(() -> open("1.1", null))
                .hasMessageContaining("people: ")
                .hasMessageContaining("SHA-256");
        Files.delete(file);
        assertThatThrownBy(() -> open("1.1", null)).hasMessageContaining("cannot read " + file);
    }

    @Test
    void bundleWithoutPeopleKnowsNobody() throws IOException {
        Bundles.write(temp.resolve("1.1"), 1, LiveFacts.NONE);
        assertThat(open("1.1", null).people()).isSameAs(People.NONE);
    }

    private Bundle open(String folder, @Nullable Bundle previous) throws BundleException {
        return Bundle.open(temp.resolve(folder), Bundles.SIGNER.verifier(), previous);
    }

    @Test
    void wholeSchoolIsReadInWellUnderASecond() throws BundleException {
        List<Person> persons = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            persons.add(new Person("p" + i, "ks3", Set.of("c" + i % 100, "d" + i % 90), "user." + i, HASH));
        }
        List<SchoolClass> classes = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            classes.add(new SchoolClass("c" + i, "Class " + i, Set.of("p" + i)));
            classes.add(new SchoolClass("d" + i, "Set " + i, Set.of("p" + i)));
        }
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            byte[] address = {10, 1, (byte) (i >> 8), (byte) i};
            String mac = MacAddress.text(0x02005e100000L + i);
            String owner = i < 3_000 ? "p" + i : null;
            devices.add(new Device(
                    "d" + i,
                    DeviceKind.TABLET,
                    List.of(mac),
                    List.of(Host.ofAddress(address)),
                    owner,
                    null,
                    Set.of("g" + i % 7),
                    true));
        }
        People school = new People(persons, classes, devices);
        byte[] file = PeopleJson.write(school);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = threads.getCurrentThreadCpuTime();
            assertThat(PeopleJson.read(file).persons()).hasSize(3_000);
            fastest = Math.min(fastest, threads.getCurrentThreadCpuTime() - start);
        }
        assertThat(fastest).as("processor time").isLessThan(500_000_000L);
        assertThat(PeopleJson.read(file)).isEqualTo(school);
        assertThat(file.length).isLessThan(2 << 20);
    }
}
