package org.schoolgate.endtoend;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Stands in for an admin process and takes no incident: it fails in one way after another, and then in the last for good. */
final class FailingAdmin implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String INCIDENTS = "/gateway/v1/suspected-incidents";
    private static final String SCENARIO = "failing";
    /** Longer than a gateway waits for an answer. */
    private static final int HANG_MILLIS = 15_000;

    private static final List<ResponseDefinitionBuilder> WAYS = List.of(
            aResponse().withStatus(500),
            aResponse().withStatus(429).withHeader("Retry-After", "1"),
            aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
            aResponse().withStatus(200).withBody("{\"accepted\":\"1-").withHeader("Content-Length", "400"),
            aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
            aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE),
            aResponse().withStatus(200).withBody("{}").withFixedDelay(HANG_MILLIS),
            aResponse().withStatus(503));

    private final WireMockServer server;
    private final Path certificate;

    private FailingAdmin(WireMockServer server, Path certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    static FailingAdmin start(Path folder) throws IOException, InterruptedException {
        KeyStoreFile keys = new KeyStoreFile(folder.resolve("stand-in.p12"));
        Path certificate = folder.resolve("stand-in.pem");
        keys.keytool("-genkeypair", "-keyalg", "EC", "-dname", "CN=stand-in", "-ext", "san=ip:127.0.0.1");
        keys.keytool("-exportcert", "-rfc", "-file", certificate.toString());
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .bindAddress("127.0.0.1")
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(keys.path().toString())
                .keystoreType("PKCS12")
                .keystorePassword(KeyStoreFile.PASSWORD)
                .keyManagerPassword(KeyStoreFile.PASSWORD));
        server.start();
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(500)));
        for (int i = 0; i < WAYS.size(); i++) {
            int next = Math.min(i + 1, WAYS.size() - 1);
            server.stubFor(post(urlEqualTo(INCIDENTS))
                    .inScenario(SCENARIO)
                    .whenScenarioStateIs(state(i))
                    .willReturn(WAYS.get(i))
                    .willSetStateTo(state(next)));
        }
        return new FailingAdmin(server, certificate);
    }

    private static String state(int way) {
        return way == 0 ? Scenario.STARTED : "way " + way;
    }

    /** The enrolment of a gateway that takes this for its admin process. */
    String enrolment(String enrolled) throws IOException {
        ObjectNode enrolment = (ObjectNode) JSON.readTree(enrolled);
        enrolment.put("admin", "https://127.0.0.1:" + server.httpsPort());
        enrolment.put("ca", Files.readString(certificate));
        return JSON.writeValueAsString(enrolment);
    }

    /** True once the last way of failing has been seen as well. */
    boolean hasFailedInEveryWay() {
        return server.countRequestsMatching(post(urlEqualTo(INCIDENTS)).build().getRequest())
                        .getCount()
                > WAYS.size();
    }

    @Override
    public void close() {
        server.stop();
    }
}
