package org.schoolgate.proxy.control;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.ConsoleNotifier;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.extension.Extension;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** WireMock in the place of an admin server: HTTPS, with a certificate of its own authority. */
public final class FakeAdmin implements AutoCloseable {
    public static final String TOKEN = "token-of-gateway-1";

    private final TestAuthority authority = new TestAuthority();
    private final WireMockServer server;

    /** Starts on a free port of 127.0.0.1. */
    public FakeAdmin(Path folder, Extension... extensions) {
        this(folder, "127.0.0.1", extensions);
    }

    FakeAdmin(Path folder, String certifiedAddress, Extension... extensions) {
        Path store = authority.keyStore(folder.resolve("admin.p12"), certifiedAddress);
        String password = String.valueOf(TestAuthority.PASSWORD);
        WireMockConfiguration config = wireMockConfig()
                .bindAddress("127.0.0.1")
                .httpDisabled(true)
                .dynamicHttpsPort()
                .keystorePath(store.toString())
                .keystoreType("PKCS12")
                .keystorePassword(password)
                .keyManagerPassword(password)
                .notifier(new ConsoleNotifier(false))
                .extensions(extensions);
        server = new WireMockServer(config);
        server.start();
    }

    public WireMockServer server() {
        return server;
    }

    /** As gateway 1 was given it; the key that signs bundles is {@code signer}. */
    public Enrolment enrolment(String signer) {
        URI admin = URI.create("https://127.0.0.1:" + server.httpsPort());
        return new Enrolment(1, "gateway-1", admin, TOKEN, authority.pem(), signer);
    }

    /** A client that waits for every answer as long as this. */
    public AdminClient client(Duration limit) throws IOException {
        Enrolment enrolment = enrolment("none");
        return new AdminClient(() -> enrolment, new AdminTimeouts(Duration.ofSeconds(20), limit, limit));
    }

    @Override
    public void close() {
        server.stop();
    }
}
