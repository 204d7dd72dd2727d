package org.schoolgate.proxy.bundle;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.bundle.Manifest;

/** What an admin server does for gateways that follow its bundles: offers one folder, and its files. */
final class BundlePublisher implements ResponseDefinitionTransformerV2 {
    private static final String FILES = "/gateway/v1/files/";

    private final List<String> fetched = new ArrayList<>();
    private final List<String> statuses = new ArrayList<>();
    private UnaryOperator<byte[]> tamper = UnaryOperator.identity();
    private @Nullable Path offered;
    private boolean offersOldToo;
    private long toldAt;

    synchronized void reset() {
        fetched.clear();
        statuses.clear();
        tamper = UnaryOperator.identity();
        offered = null;
        offersOldToo = false;
    }

    synchronized void offer(Path folder) {
        offered = folder;
    }

    /** Offers even what the gateway says it has. */
    synchronized void offerOldToo() {
        offersOldToo = true;
    }

    /** Changes each file on its way. */
    synchronized void tamperWithFiles(UnaryOperator<byte[]> change) {
        tamper = change;
    }

    /** When a gateway was last told of a bundle, by {@link System#nanoTime}. */
    synchronized long toldAt() {
        return toldAt;
    }

    /** SHA-256 of each file asked for. */
    synchronized List<String> fetched() {
        return List.copyOf(fetched);
    }

    synchronized List<String> statuses() {
        return List.copyOf(statuses);
    }

    @Override
    public synchronized ResponseDefinition transform(ServeEvent event) {
        String url = event.getRequest().getUrl();
        if (url.equals("/gateway/v1/status")) {
            statuses.add(event.getRequest().getBodyAsString());
            return aResponse().withStatus(204).build();
        }
        try {
            return (url.startsWith(FILES) ? file(url.substring(FILES.length())) : manifest(url)).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ResponseDefinitionBuilder manifest(String url) throws IOException {
        Generation after = Generation.parse(url.substring(url.indexOf('=') + 1));
        if (offered == null) {
            return aResponse().withStatus(204);
        }
        byte[] manifest = Files.readAllBytes(offered.resolve(Bundle.MANIFEST));
        if (!offersOldToo && Manifest.parse(manifest).position().compareTo(after) <= 0) {
            return aResponse().withStatus(204);
        }
        byte[] signature = Files.readAllBytes(offered.resolve(Bundle.SIGNATURE));
        toldAt = System.nanoTime();
        return aResponse()
                .withBody(manifest)
                .withHeader("Schoolgate-Signature", Base64.getEncoder().encodeToString(signature));
    }

    private ResponseDefinitionBuilder file(String sha256) throws IOException {
        fetched.add(sha256);
        if (offered == null) {
            return aResponse().withStatus(404);
        }
        byte[] content = Files.readAllBytes(offered.resolve(Bundle.FILES).resolve(sha256));
        return aResponse().withBody(tamper.apply(content));
    }

    @Override
    public String getName() {
        return "bundle-publisher";
    }
}
