package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.origin.Target;
import org.schoolgate.proxy.testing.AnsweredProxy;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.access.AccessRecord.Outcome;

/** A pupil who says that it is a teacher, in every way that a client can. */
final class ClaimsTest extends AnsweredProxy {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    private static final String TEACHER = "127.0.5.1";
    private static final String[] CLAIMS = {
        "X-Forwarded-For: " + TEACHER,
        "X-Forwarded-User: " + TEACHER,
        "X_Forwarded_For: " + TEACHER,
        "X-Forwarded: for=" + TEACHER,
        "Forwarded: for=" + TEACHER + ";by=203.0.113.43",
        "FORWARDED: for=" + TEACHER,
        "X-Real-IP: " + TEACHER,
        "Client-IP: " + TEACHER,
        "True-Client-IP: " + TEACHER,
        "X-Client-IP: " + TEACHER,
        "X-Cluster-Client-IP: " + TEACHER,
        "X-Originating-IP: " + TEACHER,
        "X-Remote-Addr: " + TEACHER,
        "X-Remote-IP: " + TEACHER,
        "X-Remote-User: " + TEACHER,
        "Remote-User: " + TEACHER,
        "X-Authenticated-User: " + TEACHER,
        "X-Authenticated-Groups: " + TEACHER,
        "Proxy-Authorization: Basic MTI3LjAuNS4xOnNlY3JldA==",
        "Proxy-Authorization: Negotiate " + TEACHER,
        "Proxy-Authentication-Info: " + TEACHER
    };

    ClaimsTest() {
        super(HELLO);
    }

    static String[] claims() {
        return CLAIMS.clone();
    }

    private void assertRecordsAreOfThePupil(int count) {
        await().until(() -> proxy.records().size() == count);
        assertThat(proxy.records()).allSatisfy(record -> {
            assertThat(record.who().client()).isEqualTo("127.0.3.1");
            assertThat(record.who().zone()).isEqualTo("room-3");
            assertThat(record.who().role()).isEqualTo("ks3");
            assertThat(record.who().principal()).isNull();
            assertThat(record.who().how()).isEqualTo("zone");
        });
    }

    private void assertNothingOfItReachedTheOrigin(String claim) {
        String name = claim.substring(0, claim.indexOf(':'));
        String value = claim.substring(claim.indexOf(':') + 2);
        assertThat(origin.heads()).hasSize(1);
        assertThat(origin.heads().get(0))
                .doesNotContainIgnoringCase("\r\n" + name + ":")
                .doesNotContain(value)
                .doesNotContain(TEACHER);
    }

    @ParameterizedTest
    @MethodSource("claims")
    void claimInAFieldIsNeitherBelievedNorPassedOn(String claim) throws IOException {
        try (Wire pupil = proxy.pupil()) {
            pupil.send(Requests.get("games.example", origin.port(), "/", claim));
            assertThat(pupil.readAnswer().status()).as("games are for teachers").isEqualTo(403);
            pupil.send(Requests.get("site.example", origin.port(), "/", claim));
            assertThat(pupil.readAnswer().body()).isEqualTo("hello");
        }
        assertNothingOfItReachedTheOrigin(claim);
        assertRecordsAreOfThePupil(2);
    }

    @ParameterizedTest
    @MethodSource("claims")
    void claimOnADivertedConnectionIsNeitherBelievedNorPassedOn(String claim) throws IOException {
        Target destination =
                new Target(Host.ofAddress(InetAddress.getLoopbackAddress().getAddress()), origin.port());
        try (Wire pupil = Wire.connect(proxy.divert(destination), "127.0.3.1")) {
            for (String host : new String[] {"games.example", "site.example"}) {
                pupil.sendHead("GET / HTTP/1.1", "Host: " + host + ":" + origin.port(), claim);
                pupil.readAnswer();
            }
        }
        assertNothingOfItReachedTheOrigin(claim);
        assertRecordsAreOfThePupil(2);
        assertThat(proxy.records().get(0).ruling().decision()).isEqualTo(Outcome.BLOCK);
    }

    @ParameterizedTest
    @MethodSource("claims")
    void claimInAConnectIsNotBelieved(String claim) throws IOException {
        try (Wire pupil = proxy.pupil()) {
            String head = Requests.connect("games.example", 443);
            pupil.send(head.substring(0, head.length() - 2) + claim + "\r\n\r\n");
            assertThat(pupil.readAnswer().status()).isEqualTo(403);
        }
        assertRecordsAreOfThePupil(1);
    }

    @Test
    void claimInAConnectIsNotPassedOnThroughTheTunnel() throws IOException {
        byte[] hello = Hellos.of("site.example");
        try (FakeOrigin silent = FakeOrigin.by(wire -> wire.send(wire.read(hello.length)));
                Wire pupil = proxy.pupil()) {
            String head = Requests.connect("site.example", silent.port());
            pupil.send(head.substring(0, head.length() - 2) + CLAIMS[0] + "\r\nProxy-Authorization: Basic x\r\n\r\n");
            pupil.readHead();
            pupil.send(hello);
            assertThat(pupil.read(hello.length))
                    .as("the very first bytes that came")
                    .isEqualTo(hello);
        }
        assertRecordsAreOfThePupil(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher@", "teacher:secret@", "teacher%40school@", "@", ":@"})
    void userNameInAUrlIsRefused(String user) throws IOException {
        try (Wire pupil = proxy.pupil()) {
            String authority = user + "site.example:" + origin.port();
            pupil.send("GET http://" + authority + "/ HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
            assertThat(pupil.readAnswer().status()).isEqualTo(400);
            assertThat(pupil.isEnded()).isTrue();
        }
        assertThat(origin.connections()).isZero();
        assertRecordsAreOfThePupil(1);
    }

    @Test
    void signingInToTheOriginIsTheOriginsBusiness() throws IOException {
        try (Wire pupil = proxy.pupil()) {
            pupil.send(Requests.get("site.example", origin.port(), "/", "Authorization: Basic dGVhY2hlcjp4"));
            pupil.readAnswer();
        }
        assertThat(origin.heads().get(0)).containsIgnoringCase("authorization: Basic dGVhY2hlcjp4");
        assertRecordsAreOfThePupil(1);
    }
}
