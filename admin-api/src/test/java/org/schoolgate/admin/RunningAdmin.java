package org.schoolgate.admin;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.url.PublicSuffixes;

/**
 * A started server in a folder, and a client that trusts its authority alone. Every answer is held against the
 * contract.
 */
final class RunningAdmin implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final AdminServer server;
    private final SSLContext tls;
    private final HttpClient client;
    private final Contract contract = new Contract();

    private RunningAdmin(Path folder, AdminServer server, SSLContext tls) {
        this.folder = folder;
        this.server = server;
        this.tls = tls;
        this.client = HttpClient.newBuilder().sslContext(tls).build();
    }

    static RunningAdmin start(Path folder) throws Exception {
        return start(config(folder, List.of()));
    }

    static RunningAdmin start(AdminConfig config) throws Exception {
        AdminServer server = AdminServer.start(config);
        return new RunningAdmin(config.dataFolder(), server, trusting(server.authorityFile()));
    }

    static AdminConfig config(Path folder, List<ListSource> sources) throws IOException {
        return config(folder, sources, null, null);
    }

    /** With its store in a database elsewhere. */
    static AdminConfig config(
            Path folder, List<ListSource> sources, @Nullable String database, @Nullable Path credentials)
            throws IOException {
        return config(folder, sources, database, credentials, null);
    }

    static AdminConfig config(
            Path folder,
            List<ListSource> sources,
            @Nullable String database,
            @Nullable Path credentials,
            @Nullable Path peopleImport)
            throws IOException {
        return new AdminConfig(
                folder,
                new InetSocketAddress("127.0.0.1", 0),
                0,
                Set.of(),
                text("sites.yaml"),
                PublicSuffixes.DEBIAN,
                text("policy.yaml"),
                sources,
                folder.resolve("gateway").resolve("access"),
                database,
                credentials,
                Optional.of(folder.resolve("gateway").resolve("enrolment.json")),
                peopleImport,
                InstantSource.system());
    }

    static String text(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(RunningAdmin.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static SSLContext trusting(Path authority) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream in = Files.newInputStream(authority)) {
            trusted.setCertificateEntry(
                    "admin", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return tls;
    }

    AdminServer server() {
        return server;
    }

    Path folder() {
        return folder;
    }

    Socket tlsSocket() throws IOException {
        return tls.getSocketFactory().createSocket("127.0.0.1", server.address().getPort());
    }

    String adminToken() throws IOException {
        return Files.readString(folder.resolve("admin-token")).strip();
    }

    Enrolled enrolled() throws IOException {
        return Enrolled.read(folder.resolve("gateway").resolve("enrolment.json"));
    }

    URI uri(String path) {
        return URI.create("https://127.0.0.1:" + server.address().getPort() + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
    }

    /** A request of the administrator. */
    HttpRequest.Builder admin(String path) throws IOException {
        return request(path).header("Authorization", "Bearer " + adminToken());
    }

    /** A request of the local gateway. */
    HttpRequest.Builder gateway(String path) throws IOException {
        return request(path).header("Authorization", "Bearer " + enrolled().token());
    }

    Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest built = request.build();
        HttpResponse<byte[]> response = client.send(built, HttpResponse.BodyHandlers.ofByteArray());
        contract.check(built, response);
        return new Answer(response);
    }

    /** Sends what the contract does not know. */
    Answer sendAnyway(HttpRequest.Builder request) throws IOException, InterruptedException {
        return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
    }

    CompletableFuture<Answer> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray())
                .thenApply(Answer::new);
    }

    /** Returns when the request has reached the server and waits there. No other may be under way. */
    CompletableFuture<Answer> sendAndLetWait(HttpRequest.Builder request) {
        Awaitility.await().until(() -> requestsInside() == 0);
        CompletableFuture<Answer> answer = sendAsync(request);
        Awaitility.await().until(() -> requestsInside() > 0 || answer.isDone());
        return answer;
    }

    private double requestsInside() {
        return server.https()
                .config()
                .meterRegistry()
                .get("armeria.server.pending.responses")
                .gauge()
                .value();
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(admin(path).GET());
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send(admin(path).DELETE());
    }

    Answer post(String path, String json) throws IOException, InterruptedException {
        return send(admin(path).header("Content-Type", "application/json").POST(body(json)));
    }

    Answer put(String path, String type, String text) throws IOException, InterruptedException {
        return send(admin(path).header("Content-Type", type).PUT(body(text)));
    }

    Answer gatewayPost(String path, String json) throws IOException, InterruptedException {
        return send(gateway(path).header("Content-Type", "application/json").POST(body(json)));
    }

    Answer gatewayPut(String path, String json) throws IOException, InterruptedException {
        return send(gateway(path).header("Content-Type", "application/json").PUT(body(json)));
    }

    static HttpRequest.BodyPublisher body(String text) {
        return HttpRequest.BodyPublishers.ofString(text);
    }

    @Override
    public void close() {
        server.close();
    }
}
