package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.proxy.testing.Wire.Answer;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.event.SuspectedIncident;
import org.schoolgate.rules.locked.LockedSelfTest;

/** What a locked list does to a request, and that nothing of the address is written down. */
final class LockedTest {
    @TempDir
    Path folder;

    private TestProxy proxy;
    private FakeOrigin origin;

    @BeforeEach
    void start() throws IOException {
        proxy = TestProxy.in(folder).start();
        proxy.use(TestBundles.armed(folder, 2, "adult.example", "helpline.example", "site.example/one/two"));
        origin = FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        origin.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.1.1", "127.0.3.1", "127.0.5.1", "127.0.9.1"})
    void listedHostIsBlockedForEveryoneAlsoWhereItIsInTheHelpSet(String from) throws IOException {
        for (String host : List.of("adult.example", "www.adult.example", "helpline.example")) {
            try (Wire client = proxy.client(from)) {
                client.send(Requests.get(host, origin.port(), "/secret?q=1"));
                assertThat(client.readAnswer().status()).as(host).isEqualTo(403);
            }
        }
        assertThat(origin.heads()).isEmpty();
        assertThat(proxy.records().toString()).doesNotContain("adult.example", "helpline", "secret");
    }

    @Test
    void nameInTheHelloOfATunnelIsNotWrittenDownEither() throws IOException {
        for (String asked : List.of("site.example", "127.9.9.9")) {
            try (Wire client = proxy.pupil()) {
                client.send(Requests.connect(asked, origin.port()));
                client.readHead();
                client.send(Hellos.of("www.adult.example"));
                client.readToEnd();
            }
        }
        await().until(() -> proxy.records().size() == 2);
        assertThat(origin.heads()).isEmpty();
        assertThat(proxy.records().toString()).doesNotContain("adult");
    }

    @Test
    void recordHasTheIdAndNoAddress() throws IOException {
        ask(Requests.get("www.adult.example", origin.port(), "/secret"));
        AccessRecord record = record();
        assertThat(record.asked().host()).isEmpty();
        assertThat(record.asked().port()).isZero();
        assertThat(record.asked().path()).isNull();
        assertThat(record.ruling().step()).isEqualTo("locked");
        assertThat(record.ruling().rule()).matches("locked/L-[0-9A-Z]{10}");
        assertThat(record.ruling().category()).isEqualTo("locked");
        assertThat(record.ruling().list()).isNull();
        assertThat(record.who().client()).isEqualTo("127.0.3.1");
    }

    @Test
    void incidentIsRaisedWithTheIdAndNothingThatOtherListsSay() throws IOException {
        Answer answer = ask(Requests.get("adult.example", origin.port(), "/secret"));
        assertThat(proxy.incidents()).hasSize(1);
        SuspectedIncident incident = proxy.incidents().get(0);
        assertThat(incident.category()).isEqualTo("locked");
        assertThat(incident.rule()).isEqualTo(record().ruling().rule());
        assertThat(incident.host()).isEmpty();
        assertThat(incident.path()).isNull();
        assertThat(incident.list()).isNull();
        assertThat(incident.line()).isNull();
        assertThat(answer.body()).contains(incident.reference()).doesNotContain("adult.example", "secret");
    }

    @Test
    void pageForAdultsShowsTheIdAlone() throws IOException {
        try (Wire client = proxy.client("127.0.5.1")) {
            client.send(Requests.get("adult.example", origin.port(), "/secret"));
            assertThat(client.readAnswer().body()).contains("locked/L-").doesNotContain("adult.example", "secret");
        }
    }

    @Test
    void listedPageIsBlockedAndItsNeighbourIsNot() throws IOException {
        assertThat(ask(Requests.get("site.example", origin.port(), "/one/%74wo/x"))
                        .status())
                .isEqualTo(403);
        assertThat(record().asked().host()).isEmpty();
        assertThat(ask(Requests.get("site.example", origin.port(), "/one")).status())
                .isEqualTo(200);
    }

    @Test
    void tunnelToAListedNameIsBlockedByTheNameAndByTheClientHello() throws IOException {
        assertThat(ask(Requests.connect("adult.example", 443)).status()).isEqualTo(403);
        try (Wire client = proxy.pupil()) {
            client.send(Requests.connect("127.0.0.1", origin.port()));
            client.readHead();
            client.send(Hellos.of("adult.example"));
            client.readToEnd();
        }
        await().until(() -> proxy.records().size() == 2);
        assertThat(proxy.records()).allSatisfy(record -> {
            assertThat(record.ruling().step()).isEqualTo("locked");
            assertThat(record.asked().host()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://adult.example/secret HTTP/1.1\r\nHost: adult.example\r\nHost: adult.example\r\n\r\n",
                "GET http://adult.example/secret HTTP/1.1\r\nHost: adult.example:80\r\nContent-Length: x\r\n\r\n",
                "GET http://adult.example/secret HTTP/1.1\r\nHost: ADULT.example.\r\nVia: 1.1 schoolgate-test\r\n\r\n",
                "GET http://adult.example/secret HTTP/1.1\r\nHost: u@adult.example\r\n\r\n",
                "GET http://adult-example.translate.goog/ HTTP/1.1\r\nHost: adult-example.translate.goog\r\nContent-Length: x\r\n\r\n",
                "GET http://web.archive.org/web/2020/http://adult.example/ HTTP/1.1\r\nHost: web.archive.org\r\nContent-Length: x\r\n\r\n",
                "GET http://adult.example/secret HTTP/1.1\r\nHost: adult.example:99999\r\n\r\n",
                "GET http://adult.example/secret HTTP/1.1\r\nHost: site.example/adult.example\r\n\r\n",
                "GET http://adult.example/secret HTTP/1.1\r\nHost: adult.example, site.example\r\n\r\n",
            })
    void requestThatIsRefusedBeforeItIsJudgedIsNotWrittenDownWithTheAddressEither(String request) throws IOException {
        assertThat(ask(request).status()).isNotEqualTo(403);
        AccessRecord record = record();
        assertThat(record.ruling().decision()).isEqualTo(AccessRecord.Outcome.REFUSE);
        assertThat(record.asked().host()).isEmpty();
        assertThat(record.asked().path()).isNull();
    }

    @Test
    void refusedRequestForAnAddressThatIsNotLockedKeepsIt() throws IOException {
        ask(Requests.connect("[2001:db8::1]", 9));
        assertThat(record().asked().host()).isEqualTo("2001:db8::1");
    }

    @Test
    void whatCannotBeReadIsWrittenDownWhereNoListIsLocked() throws IOException {
        proxy.use(TestBundles.standard(folder.resolve("unarmed")));
        ask("GET http://site.example/ HTTP/1.1\r\nHost: u@site.example\r\n\r\n");
        assertThat(record().asked().host()).isEqualTo("***@site.example");
    }

    @Test
    void withoutABundleNobodyKnowsWhatIsLockedAndNoAddressIsWrittenDown() throws IOException {
        proxy.close();
        proxy = TestProxy.in(folder.resolve("without")).bundle(null).start();
        assertThat(ask(Requests.get("adult.example", origin.port(), "/secret")).status())
                .isEqualTo(503);
        assertThat(record().asked().host()).isEmpty();
        assertThat(record().asked().path()).isNull();
    }

    @Test
    void selfTestIsBlockedAndRaisesNothing() throws IOException {
        assertThat(ask(Requests.get(LockedSelfTest.HOST, 80, "/")).status()).isEqualTo(403);
        assertThat(record().ruling().rule()).startsWith("locked-self-test/");
        assertThat(proxy.incidents()).isEmpty();
    }

    @Test
    void armedWithoutItsListAllButTheHelpSetIsClosedAndSaysSo() throws IOException {
        proxy.use(TestBundles.armed(folder, 3, (String[]) null));
        Answer answer = ask(Requests.get("site.example", origin.port(), "/"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).contains("The filter is closed");
        assertThat(ask(Requests.connect("site.example", 443)).status()).isEqualTo(503);
        assertThat(ask(Requests.get("helpline.example", origin.port(), "/")).status())
                .isNotEqualTo(503);
        assertThat(proxy.incidents()).isEmpty();
        assertThat(proxy.records().toString()).doesNotContain("site.example");
    }

    private Answer ask(String request) throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(request);
            return client.readAnswer();
        }
    }

    private AccessRecord record() {
        await().until(() -> !proxy.records().isEmpty());
        return proxy.records().get(0);
    }
}
