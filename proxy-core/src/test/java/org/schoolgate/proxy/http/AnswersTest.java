package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.testing.FakeNameServer;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.proxy.testing.Wire.Answer;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.access.AccessRecord.Outcome;
import org.schoolgate.rules.access.AccessRecord.Timing;
import org.schoolgate.rules.event.EventId;
import org.schoolgate.rules.event.SuspectedIncident;

/** What is answered in an origin's place, and what is written down of it. */
final class AnswersTest {
    @TempDir
    Path folder;

    private TestProxy proxy;
    private FakeOrigin origin;
    private FakeNameServer nameServer;

    @BeforeEach
    void start() throws IOException {
        nameServer = new FakeNameServer();
        proxy = TestProxy.in(folder).nameServer(nameServer.address()).start();
        origin = FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        origin.close();
        nameServer.close();
    }

    private String get(String host, String... fields) {
        return Requests.get(host, origin.port(), "/page?q=1", fields);
    }

    private AccessRecord lastRecord() {
        List<AccessRecord> records = proxy.records();
        return records.get(records.size() - 1);
    }

    @Test
    void blockedRequestGetsAPageWithAReferenceAndItsConnectionIsKept() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(get("adult.example"));
            Answer answer = client.readAnswer();
            String reference = new EventId(1, 1, 1).reference();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.field("connection")).isEmpty();
            assertThat(answer.field("cache-control")).isEqualTo("no-store");
            assertThat(answer.field("content-type")).isEqualTo("text/html; charset=utf-8");
            assertThat(answer.field("proxy-status"))
                    .startsWith("schoolgate; error=http_request_denied; details=\"")
                    .contains(reference);
            assertThat(answer.body()).contains(reference, "This site is blocked at school");
            client.send(get("site.example"));
            assertThat(client.readAnswer().body()).isEqualTo("hello");
            assertThat(origin.heads()).hasSize(1);
        }
    }

    @Test
    void recordOfABlockedRequestSaysByWhichLineOfWhichList() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(get("adult.example"));
            Answer answer = client.readAnswer();
            AccessRecord record = lastRecord();
            assertThat(record.ruling().decision()).isEqualTo(Outcome.BLOCK);
            assertThat(record.ruling().step()).isEqualTo("category");
            assertThat(record.ruling().category()).isEqualTo("adult");
            assertThat(record.ruling().list()).startsWith("adult");
            assertThat(record.ruling().line()).isEqualTo(1);
            assertThat(record.asked().path()).isEqualTo("/page?q=1");
            assertThat(record.reference()).isEqualTo(new EventId(1, 1, 1).reference());
            assertThat(record.note()).isNull();
            assertThat(record.sent().bytesOut())
                    .isEqualTo(answer.head().length() + answer.body().length());
        }
    }

    @Test
    void blockedRequestInAnAlertingCategoryIsOneSuspectedIncident() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(get("games.example"));
            client.readAnswer();
            client.send(get("adult.example"));
            client.readAnswer();
            assertThat(proxy.incidents()).hasSize(1);
            SuspectedIncident incident = proxy.incidents().get(0);
            assertThat(incident.id()).isEqualTo(new EventId(1, 1, 2));
            assertThat(incident.category()).isEqualTo("adult");
            assertThat(incident.host()).isEqualTo("adult.example");
            assertThat(incident.path()).isEqualTo("/page?q=1");
            assertThat(incident.zone()).isEqualTo("room-3");
            assertThat(incident.role()).isEqualTo("ks3");
            assertThat(incident.client()).isEqualTo("127.0.3.1");
            assertThat(incident.reference()).isEqualTo(lastRecord().reference());
        }
    }

    @Test
    void siteOnAnAlertingListIsASuspectedIncidentWhateverBlocksIt() throws IOException {
        proxy.use(
                TestBundles.of(folder, 2, TestBundles.POLICY, TestBundles.blocking("adult.example", "games.example")));
        try (Wire client = proxy.pupil()) {
            client.send(get("games.example"));
            client.readAnswer();
            client.send(get("adult.example"));
            client.readAnswer();
        }
        assertThat(proxy.incidents()).hasSize(1);
        SuspectedIncident incident = proxy.incidents().get(0);
        assertThat(incident.category()).isEqualTo("adult");
        assertThat(incident.list()).startsWith("adult");
        assertThat(incident.line()).isEqualTo(1);
        assertThat(incident.rule()).isEqualTo("manager/e0");
        assertThat(incident.step()).isEqualTo(lastRecord().ruling().step());
        assertThat(lastRecord().ruling().category()).isNull();
    }

    @Test
    void blockedConnectIsAnsweredWithThePageAndTheConnectionIsKept() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(Requests.connect("adult.example", 443));
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("This site is blocked at school");
            assertThat(lastRecord().asked().method()).isEqualTo("CONNECT");
            assertThat(lastRecord().asked().path()).isNull();
            client.send(get("site.example"));
            assertThat(client.readAnswer().status()).isEqualTo(200);
        }
    }

    @Test
    void pageForTheYoungestSaysNothingOfTheReason() throws IOException {
        try (Wire client = proxy.client("127.0.1.1")) {
            client.send(get("adult.example"));
            Answer answer = client.readAnswer();
            assertThat(answer.body())
                    .contains("You are not in trouble")
                    .doesNotContainIgnoringCase("adult")
                    .doesNotContainIgnoringCase("categor");
            assertThat(answer.field("proxy-status")).doesNotContain("adult");
        }
    }

    @Test
    void pageIsInTheLanguageAskedFor() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(get("adult.example", "Accept-Language: fr, ar-AE;q=0.9, en;q=0.5"));
            Answer answer = client.readAnswer();
            assertThat(answer.field("content-language")).isEqualTo("ar");
            assertThat(answer.body()).contains("<html lang=\"ar\" dir=\"rtl\">");
        }
    }

    @Test
    void partOfAPageIsBlockedWithALineOfText() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(get("adult.example", "Sec-Fetch-Dest: image", "Accept: */*"));
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.field("content-type")).isEqualTo("text/plain; charset=utf-8");
            assertThat(answer.body()).hasSizeLessThan(100);
        }
    }

    @Test
    void headIsBlockedWithTheLengthOfThePageAndNoPage() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(Requests.request("HEAD", "adult.example", 80, "/"));
            assertThat(client.readHead()).startsWith("HTTP/1.1 403").doesNotContainIgnoringCase("content-length: 0");
            client.send(get("site.example"));
            assertThat(client.readAnswer().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 6", "Transfer-Encoding: chunked"})
    void bodyOfABlockedRequestIsDroppedAndNotTakenForTheNextRequest(String framing) throws IOException {
        String body = framing.startsWith("C") ? "GET / " : "6\r\nGET / \r\n0\r\n\r\n";
        try (Wire client = proxy.pupil()) {
            client.send(Requests.request("POST", "adult.example", 80, "/", framing));
            assertThat(client.readAnswer().status()).isEqualTo(403);
            client.send(body + get("site.example"));
            assertThat(client.readAnswer().body()).isEqualTo("hello");
        }
    }

    @Test
    void clientThatWouldSendALargeBodyAnywayIsDisconnected() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(Requests.request("POST", "adult.example", 80, "/", "Content-Length: 10000000"));
            assertThat(client.readAnswer().status()).isEqualTo(403);
            client.send(new byte[300_000]);
            assertThat(client.isEnded()).isTrue();
            assertThat(lastRecord().ruling().decision()).isEqualTo(Outcome.BLOCK);
        }
    }

    @Test
    void clientThatWaitsForAContinueIsBlockedAndDisconnected() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(
                    Requests.request("POST", "adult.example", 80, "/", "Content-Length: 5", "Expect: 100-continue"));
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.field("connection")).isEqualTo("close");
            assertThat(client.isEnded()).isTrue();
        }
    }

    @Test
    void changedPolicyHoldsFromTheNextRequestOfAKeptConnection() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(get("site.example"));
            assertThat(client.readAnswer().status()).isEqualTo(200);
            proxy.use(TestBundles.of(folder, 2, TestBundles.POLICY, TestBundles.blocking("site.example")));
            client.send(get("site.example"));
            assertThat(client.readAnswer().status()).isEqualTo(403);
            assertThat(lastRecord().ruling().rule()).isEqualTo("manager/e0");
            proxy.use(TestBundles.of(folder, 3, TestBundles.POLICY, TestBundles.blocking()));
            client.send(get("site.example"));
            assertThat(client.readAnswer().status()).isEqualTo(200);
        }
    }

    @Test
    void withoutAPolicyEverythingIsClosed() throws IOException {
        proxy.use(null);
        try (Wire client = proxy.pupil()) {
            for (String request : List.of(get("site.example"), Requests.connect("site.example", 443))) {
                client.send(request);
                Answer answer = client.readAnswer();
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.field("proxy-status")).isEqualTo("schoolgate; error=proxy_configuration_error");
                assertThat(answer.body()).contains("The filter is not ready");
                assertThat(lastRecord().ruling().decision()).isEqualTo(Outcome.REFUSE);
            }
            assertThat(origin.connections()).isZero();
        }
    }

    @Test
    void unlistedSiteIsClosedToPupilsWhileRequiredListsAreMissing() throws IOException {
        String policy = TestBundles.POLICY + "required_categories: [malware]\n";
        proxy.use(TestBundles.of(folder, 2, policy, TestBundles.blocking()));
        try (Wire client = proxy.pupil()) {
            client.send(get("site.example"));
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("has not loaded the lists");
            assertThat(lastRecord().ruling().rule()).isEqualTo("required_categories");
        }
    }

    @ParameterizedTest
    @CsvSource({"helpline.example,     /", "translate.google.com, /translate?u=https://helpline.example/"})
    void whoAsksForHelpIsNotWrittenDown(String host, String path) throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(Requests.get(host, 80, path));
            client.readAnswer();
            AccessRecord record = lastRecord();
            assertThat(record.who().client()).isEmpty();
            assertThat(record.asked().host()).isEmpty();
            assertThat(record.asked().path()).isNull();
            assertThat(record.ruling().category()).isEqualTo("help");
            assertThat(record.ruling().list()).isNull();
        }
    }

    @Test
    void pathOfAPrivateSiteIsNotWrittenDown() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(get("bank.example"));
            client.readAnswer();
            assertThat(lastRecord().asked().host()).isEqualTo("bank.example");
            assertThat(lastRecord().asked().path()).isNull();
        }
    }

    @Test
    void unknownAddressIsTreatedAsTheYoungest() throws IOException {
        try (Wire client = proxy.client("127.0.99.1")) {
            client.send(get("site.example"));
            assertThat(client.readAnswer().status()).isEqualTo(403);
            assertThat(lastRecord().who().zone()).isEqualTo("unknown");
            assertThat(lastRecord().who().role()).isEqualTo("ks1");
            assertThat(lastRecord().who().how()).isEqualTo("unknown_zone");
        }
    }

    @Test
    void nameThatIsUnknownIsSaidToBe() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(Requests.get("nowhere.example", 80, "/"));
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(502);
            assertThat(answer.field("proxy-status")).isEqualTo("schoolgate; error=dns_error");
            assertThat(answer.body()).contains("The site was not found");
            assertThat(lastRecord().note()).isEqualTo("dns_error");
            assertThat(lastRecord().ruling().decision()).isEqualTo(Outcome.ERROR);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"inside.example", "192.168.7.7", "0xc0.0xa80707", "[::ffff:192.168.7.7]", "rebound.example"})
    void addressInsideTheSchoolIsNotDialled(String host) throws IOException {
        nameServer.know("rebound.example", "10.0.0.1");
        try (Wire client = proxy.pupil()) {
            client.send(Requests.get(host, 8080, "/"));
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.field("proxy-status")).isEqualTo("schoolgate; error=destination_ip_prohibited");
            assertThat(lastRecord().ruling().decision()).isEqualTo(Outcome.REFUSE);
            assertThat(lastRecord().note()).isEqualTo("destination_ip_prohibited");
            assertThat(lastRecord().timing().connectMs()).isEqualTo(Timing.NONE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"site.example", "127.0.0.1", "0.0.0.0"})
    void proxyDoesNotCallItself(String host) throws IOException {
        proxy.use(TestBundles.of(
                folder, 2, TestBundles.POLICY + "inside: [{networks: [0.0.0.0/8]}]\n", TestBundles.blocking()));
        try (Wire client = proxy.client("127.0.5.1")) {
            client.send(Requests.get(host, proxy.port(), "/"));
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(508);
            assertThat(answer.field("proxy-status")).isEqualTo("schoolgate; error=proxy_loop_detected");
        }
    }

    @Test
    void requestThatWasHereBeforeIsNotSentAgain() throws IOException {
        try (Wire client = proxy.pupil()) {
            client.send(get("site.example", "Via: 1.1 other, 1.1 schoolgate-test"));
            assertThat(client.readAnswer().status()).isEqualTo(508);
            assertThat(origin.connections()).isZero();
        }
    }
}
