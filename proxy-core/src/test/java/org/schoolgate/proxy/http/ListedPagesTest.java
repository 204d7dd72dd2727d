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
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.proxy.testing.Wire.Answer;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.index.Entries;
import org.schoolgate.rules.policy.Network;

/** Entries of lists that are more than names, from the list to the block page. */
final class ListedPagesTest {
    private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

    @TempDir
    Path folder;

    private TestProxy proxy;

    @BeforeEach
    void start() throws IOException {
        new Entries(folder)
                .add("adult", Entries.pages("site.example/adult"))
                .add("adult", Entries.expression("/porn(o|s)?/"))
                .add("adult", Entries.expression("casino1.{900}z"))
                .add("adult", Entries.expression("casino2.{900}z"))
                .add("adult", Entries.expression("casino3.{900}z"))
                .add("games", Entries.range("127.0.0.0", "127.0.0.255"))
                .write(folder.resolve("index.sgi"));
        proxy = TestProxy.in(folder)
                .allowOrigins(List.of(Network.parse("127.0.0.0/8")))
                .start();
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    @ParameterizedTest
    @CsvSource({
        "site.example, /adult, site.example/adult",
        "site.example, /adult/films?x=1, site.example/adult",
        "site.example, /x/%2e%2e/%61dult, site.example/adult",
        "other.example, /Porno/1.jpg, /porn(o|s)?/",
        "127.0.0.1, /, 127.0.0.0/24",
    })
    void aPageAnAddressAndAnExpressionBlock(String host, String path, String entry) throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire client = proxy.client("127.0.3.1")) {
            client.send(Requests.get(host, origin.port(), path));
            Answer answer = client.readAnswer();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(origin.heads()).isEmpty();
        }
        AccessRecord record = proxy.records().get(0);
        assertThat(record.ruling().step()).isEqualTo("category");
        assertThat(record.ruling().list()).isEqualTo(entry.startsWith("127") ? "games" : "adult");
        assertThat(record.ruling().line()).isEqualTo(entry.startsWith("/") ? 2 : 1);
    }

    @Test
    void aUrlThatIsTooCostlyForItsExpressionsIsBlockedAndNobodyIsSuspected() throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire client = proxy.client("127.0.3.1")) {
            String path = "/casino1casino2casino3";
            client.send(Requests.get("site.example", origin.port(), path + "x".repeat(7_800)));
            assertThat(client.readAnswer().status()).isEqualTo(403);
            client.send(Requests.get("site.example", origin.port(), path));
            assertThat(client.readAnswer().status()).isEqualTo(200);
        }
        AccessRecord record = proxy.records().get(0);
        assertThat(record.ruling().step()).isEqualTo("category");
        assertThat(record.ruling().line()).isEqualTo(5);
        assertThat(proxy.incidents()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "site.example, /",
        "site.example, /adultery",
        "site.example, /x/adult",
        "other.example, /adult",
        "other.example, /pornography/",
    })
    void itsNeighboursPass(String host, String path) throws IOException {
        try (FakeOrigin origin = FakeOrigin.answering(HELLO);
                Wire client = proxy.client("127.0.3.1")) {
            client.send(Requests.get(host, origin.port(), path));
            assertThat(client.readAnswer().status()).isEqualTo(200);
        }
    }

    @Test
    void aTunnelToTheHostOfAListedPageIsOpen() throws IOException {
        try (Wire client = proxy.client("127.0.3.1")) {
            client.send(Requests.connect("site.example", 443));
            client.readAnswer();
        }
        assertThat(proxy.records().get(0).ruling().list()).isNull();
    }
}
