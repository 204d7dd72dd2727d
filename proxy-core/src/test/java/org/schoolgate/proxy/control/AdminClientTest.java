package org.schoolgate.proxy.control;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.control.AdminClient.Offer;
import org.schoolgate.rules.disk.Appender;
import org.schoolgate.rules.disk.Disk;

@Timeout(60)
final class AdminClientTest {
    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final Duration IMPATIENT = Duration.ofMillis(300);

    @TempDir
    private static Path adminFolder;

    private static FakeAdmin admin;

    @TempDir
    private Path folder;

    private AdminClient client;

    @BeforeAll
    static void start() {
        admin = new FakeAdmin(adminFolder);
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    @BeforeEach
    void openClient() throws IOException {
        admin.server().resetAll();
        client = admin.client(PATIENT);
    }

    @Test
    void asksForANewerBundleWithItsToken() throws IOException {
        answer(aResponse().withBody("manifest").withHeader("Schoolgate-Signature", "AQID"));
        Offer offer = client.newerBundle(1, 7).orElseThrow();
        assertThat(offer.manifest()).asString(UTF_8).isEqualTo("manifest");
        assertThat(offer.signature()).containsExactly(1, 2, 3);
        admin.server()
                .verify(getRequestedFor(urlEqualTo("/gateway/v1/bundle?after=1.7"))
                        .withHeader("Authorization", equalTo("Bearer " + FakeAdmin.TOKEN)));
    }

    @Test
    void nothingNewerIsNoOffer() throws IOException {
        answer(aResponse().withStatus(204));
        assertThat(client.newerBundle(1, 7)).isEmpty();
    }

    @Test
    void offerWithoutAUsableSignatureIsNone() {
        answer(aResponse().withBody("manifest"));
        assertThatThrownBy(() -> client.newerBundle(1, 7)).hasMessageContaining("without a signature");
        answer(aResponse().withBody("manifest").withHeader("Schoolgate-Signature", "?"));
        assertThatThrownBy(() -> client.newerBundle(1, 7)).hasMessageContaining("not base 64");
    }

    @Test
    void statusIsPut() throws IOException {
        answer(aResponse().withStatus(204));
        client.putStatus("{\"gateway\":1}".getBytes(UTF_8));
        admin.server()
                .verify(putRequestedFor(urlEqualTo("/gateway/v1/status"))
                        .withRequestBody(equalToJson("{\"gateway\":1}")));
    }

    @Test
    void fileIsAppendedAsItComes() throws Exception {
        byte[] content = new byte[3_000_000];
        content[2_999_999] = 7;
        answer(aResponse().withBody(content));
        Path file = folder.resolve("file");
        download(sha256(content), content.length, file);
        assertThat(file).hasBinaryContent(content);
    }

    @Test
    void otherFileThanWasAskedForIsRefused() throws Exception {
        answer(aResponse().withBody("other"));
        String digest = sha256("wanted".getBytes(UTF_8));
        assertThatThrownBy(() -> download(digest, 5, folder.resolve("a"))).hasMessageContaining("sent another one");
        assertThatThrownBy(() -> download(digest, 6, folder.resolve("b")))
                .hasMessageContaining("file of 5 bytes (announced: 6)");
    }

    @Test
    void fileLargerThanAnnouncedIsCutOff() throws Exception {
        answer(aResponse().withBody(new byte[3_000_000]));
        Path file = folder.resolve("file");
        assertThatThrownBy(() -> download("00", 1_000, file)).hasMessageContaining("larger than the 1000 bytes");
        assertThat(Files.size(file)).isLessThanOrEqualTo(1_000);
    }

    @Test
    void statusOtherThanOkIsNamed() {
        answer(aResponse().withStatus(503));
        assertThatThrownBy(() -> client.newerBundle(1, 7))
                .isInstanceOf(IOException.class)
                .hasMessage("the admin server answered 503 to GET /gateway/v1/bundle");
        assertThatThrownBy(() -> download("00", 3, folder.resolve("file")))
                .hasMessage("the admin server answered 503 to GET /gateway/v1/files/00");
    }

    @Test
    void serverThatHangsIsLeft() throws IOException {
        answer(aResponse().withFixedDelay(2_000));
        AdminClient impatient = admin.client(IMPATIENT);
        assertThatThrownBy(() -> impatient.putStatus(new byte[0])).hasMessageContaining("no whole answer");
    }

    @Test
    void serverThatDripsIsLeft() throws IOException {
        answer(aResponse().withBody("slow").withChunkedDribbleDelay(4, 2_000));
        AdminClient impatient = admin.client(IMPATIENT);
        assertThatThrownBy(() -> impatient.postIncidents(new byte[0])).hasMessageContaining("no whole answer");
    }

    @Test
    void brokenAnswersAreFailures() {
        for (Fault fault : Fault.values()) {
            answer(aResponse().withFault(fault));
            assertThatThrownBy(() -> client.postIncidents(new byte[0]))
                    .as(fault.name())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void answerLargerThanAnyIsCutOff() {
        answer(aResponse().withBody(new byte[2 * 1024 * 1024]));
        assertThatThrownBy(() -> client.postIncidents(new byte[0])).hasMessageContaining("larger than");
    }

    @Test
    void redirectIsNotFollowed() throws IOException {
        answer(aResponse().withStatus(302).withHeader("Location", "https://elsewhere.example/"));
        assertThat(client.postIncidents(new byte[0]).statusCode()).isEqualTo(302);
    }

    @Test
    void serverOfAnotherAuthorityIsNotTrusted() throws IOException {
        Enrolment genuine = admin.enrolment("none");
        Enrolment pinnedElsewhere =
                new Enrolment(1, "gateway-1", genuine.admin(), genuine.token(), new TestAuthority().pem(), "none");
        AdminClient wary = new AdminClient(() -> pinnedElsewhere, AdminTimeouts.DEFAULT);
        assertThatThrownBy(() -> wary.newerBundle(1, 7)).hasRootCauseInstanceOf(GeneralSecurityException.class);
        assertThat(admin.server().getAllServeEvents()).isEmpty();
    }

    @Test
    void certificateOfAnotherAddressIsRefused() throws IOException {
        try (FakeAdmin misnamed = new FakeAdmin(folder, "127.0.0.9")) {
            AdminClient wary = misnamed.client(PATIENT);
            assertThatThrownBy(() -> wary.newerBundle(1, 7)).hasMessageContaining("127.0.0.1");
            assertThat(misnamed.server().getAllServeEvents()).isEmpty();
        }
    }

    @Test
    void serverThatMovedIsFollowedAfterACallThatFailed() throws IOException {
        Enrolment genuine = admin.enrolment("none");
        URI nobody = URI.create("https://127.0.0.1:1");
        AtomicReference<Enrolment> file =
                new AtomicReference<>(new Enrolment(1, "gateway-1", nobody, "old", new TestAuthority().pem(), "none"));
        AdminClient following = new AdminClient(() -> requireNonNull(file.get()), AdminTimeouts.DEFAULT);
        answer(aResponse().withStatus(204));
        file.set(genuine);
        assertThatThrownBy(() -> following.newerBundle(1, 7)).isInstanceOf(IOException.class);
        assertThat(following.newerBundle(1, 7)).isEmpty();
    }

    @Test
    void enrolmentOfAnotherGatewayIsNotFollowed() throws IOException {
        Enrolment genuine = admin.enrolment("none");
        URI nobody = URI.create("https://127.0.0.1:1");
        AtomicReference<Enrolment> file = new AtomicReference<>(
                new Enrolment(2, "gateway-2", nobody, genuine.token(), genuine.ca(), genuine.signer()));
        AdminClient following = new AdminClient(() -> requireNonNull(file.get()), AdminTimeouts.DEFAULT);
        file.set(genuine);
        assertThatThrownBy(() -> following.newerBundle(1, 7)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> following.newerBundle(1, 7)).isInstanceOf(IOException.class);
    }

    @Test
    void enrolmentIsReadFromItsFile() throws IOException {
        Path file = folder.resolve("enrolment.json");
        Files.writeString(file, """
                {"gateway":1,"name":"gateway-1","admin":"https://127.0.0.1:8443","token":"t","ca":"c","signer":"s",
                 "later":true}""");
        assertThat(Enrolment.read(Disk.ofSystem(), file))
                .isEqualTo(new Enrolment(1, "gateway-1", URI.create("https://127.0.0.1:8443"), "t", "c", "s"));
    }

    @Test
    void badEnrolmentIsRefusedWithoutShowingTheToken() throws IOException {
        Path file = folder.resolve("enrolment.json");
        String good = "{\"gateway\":1,\"name\":\"n\",\"admin\":\"https://a.example\",\"token\":\"secret\",\"ca\":\"c\","
                + "\"signer\":\"s\"}";
        assertBadEnrolment(
                file, good.replace("https:", "http:"), "admin: http://a.example (expected: https://HOST:PORT)");
        assertBadEnrolment(file, good.replace("\"ca\":\"c\",", ""), "ca");
        assertBadEnrolment(file, good.replace(":1,", ":0,"), "gateway: 0 (expected: 1 or more)");
        assertBadEnrolment(file, good.replace("\"secret\"", "\"secret"), "enrolment.json");
        assertThat(new Enrolment(1, "n", URI.create("https://a.example"), "secret", "c", "s").toString())
                .doesNotContain("secret");
    }

    private static void assertBadEnrolment(Path file, String json, String message) throws IOException {
        Files.writeString(file, json);
        assertThatThrownBy(() -> Enrolment.read(Disk.ofSystem(), file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("secret");
    }

    private void answer(ResponseDefinitionBuilder response) {
        admin.server().stubFor(any(anyUrl()).willReturn(response));
    }

    private void download(String sha256, long bytes, Path file) throws IOException {
        try (Appender out = Disk.ofSystem().append(file)) {
            client.download(sha256, bytes, out);
        }
    }

    private static String sha256(byte[] content) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    }
}
