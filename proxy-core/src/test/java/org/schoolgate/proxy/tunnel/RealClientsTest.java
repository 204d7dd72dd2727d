package org.schoolgate.proxy.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.schoolgate.proxy.control.TestAuthority;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Hellos;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;

/** Whole TLS connections through tunnels, by the clients that this machine has. */
final class RealClientsTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\nConnection: close\r\n\r\nsecret";

    private static final String PUPIL = "127.0.3.1";

    @TempDir
    Path folder;

    private TestProxy proxy;
    private FakeOrigin origin;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        proxy = TestProxy.in(folder).start();
        SSLContext server = server(new TestAuthority().keyStore(folder.resolve("origin.p12"), "127.0.0.1"));
        origin = FakeOrigin.by(wire -> {
            try (SSLSocket tls = (SSLSocket)
                    server.getSocketFactory().createSocket(wire.socket(), InputStream.nullInputStream(), true)) {
                tls.getInputStream().read(new byte[4096]);
                tls.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        origin.close();
    }

    private static SSLContext server(Path keyStore) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, TestAuthority.PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, TestAuthority.PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext trustingClient() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAll()}, null);
        return context;
    }

    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private String fetch(String connectHost, String serverName, String... protocols)
            throws IOException, GeneralSecurityException {
        try (Wire wire = proxy.pupil()) {
            wire.send(Requests.connect(connectHost, origin.port()));
            assertThat(wire.readHead()).contains("200 Connection established");
            Socket tls =
                    trustingClient().getSocketFactory().createSocket(wire.socket(), serverName, origin.port(), true);
            ((SSLSocket) tls).setEnabledProtocols(protocols);
            OutputStream out = tls.getOutputStream();
            out.write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(tls.getInputStream().readNBytes(ANSWER.length()), StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void jdkReachesItsSite(String protocol) throws IOException, GeneralSecurityException {
        assertThat(fetch("site.example", "site.example", protocol)).isEqualTo(ANSWER);
        assertThat(fetch("127.9.9.9", "site.example", protocol))
                .as("by its SNI")
                .isEqualTo(ANSWER);
    }

    @Test
    void jdkThatNamesAnotherSiteIsDenied() {
        assertThatThrownBy(() -> fetch("site.example", "other.example", "TLSv1.3"))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("access_denied");
    }

    private String run(String... command) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin", command[0])), command[0] + " is not here");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(
                        ProcessBuilder.Redirect.from(folder.resolve("nothing").toFile()))
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @Test
    void curlReachesItsSite() throws IOException, InterruptedException {
        Files.createFile(folder.resolve("nothing"));
        String url = "https://site.example:" + origin.port() + "/";
        assertThat(run("curl", "-sSk", "--interface", PUPIL, "-x", "http://127.0.0.1:" + proxy.port(), url))
                .isEqualTo("secret");
    }

    @Test
    void curlGetsHttpInTheClearThroughATunnelFiltered() throws IOException, InterruptedException {
        Files.createFile(folder.resolve("nothing"));
        try (FakeOrigin plain = FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nplain")) {
            String proxied = "http://127.0.0.1:" + proxy.port();
            String url = "http://site.example:" + plain.port() + "/";
            assertThat(run("curl", "-sSp", "--interface", PUPIL, "-x", proxied, url))
                    .isEqualTo("plain");
            assertThat(run("curl", "-sSp", "--interface", PUPIL, "-x", proxied, "-H", "Host: adult.example", url))
                    .doesNotContain("plain");
            assertThat(plain.heads()).hasSize(1);
        }
    }

    @Test
    void opensslWithTheNameOfAnotherSiteIsDenied() throws IOException, InterruptedException {
        Files.createFile(folder.resolve("nothing"));
        String connect = "site.example:" + origin.port();
        assertThat(sClient(connect, "site.example")).contains("subject=CN = admin");
        assertThat(sClient(connect, "adult.example")).contains("access denied").doesNotContain("CN = admin");
    }

    private String sClient(String connect, String serverName) throws IOException, InterruptedException {
        String proxied = "127.0.0.1:" + proxy.port();
        return run(
                "openssl",
                "s_client",
                "-bind",
                PUPIL + ":0",
                "-proxy",
                proxied,
                "-connect",
                connect,
                "-servername",
                serverName);
    }

    @Test
    void helloCutAnywhereIsPassedOnExactly() throws IOException {
        byte[] hello = Hellos.padded("site.example", 20, 40);
        try (FakeOrigin echo = Echo.origin()) {
            for (int cut = 1; cut < hello.length; cut++) {
                try (Wire client = proxy.pupil()) {
                    client.send(Requests.connect("site.example", echo.port()));
                    client.readHead();
                    client.send(Arrays.copyOf(hello, cut));
                    client.send(Arrays.copyOfRange(hello, cut, hello.length));
                    assertThat(client.read(hello.length)).as("cut at %d", cut).isEqualTo(hello);
                }
            }
        }
    }
}
