package org.schoolgate.proxy.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.proxy.testing.FakeNameServer;
import org.schoolgate.proxy.testing.FakeOrigin;
import org.schoolgate.proxy.testing.Requests;
import org.schoolgate.proxy.testing.TestBundles;
import org.schoolgate.proxy.testing.TestProxy;
import org.schoolgate.proxy.testing.Wire;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.policy.LiveFacts;

/** What services are asked for in the name of a role, from the policy to the origin. */
final class RewrittenRequestsTest {
    private static final String POLICY = TestBundles.POLICY.replace(
            "ks3: {audience: ks3, default: allow,",
            "ks3: {audience: ks3, default: allow, safe_search: true, youtube: strict, tenants: {google: [school.example]},");

    @TempDir
    Path folder;

    private FakeNameServer names;
    private FakeOrigin origin;
    private TestProxy proxy;
    private int answers;

    @BeforeEach
    void start() throws IOException {
        names = new FakeNameServer();
        names.knowEverything("127.0.0.1");
        origin = FakeOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");
        proxy = TestProxy.in(folder)
                .bundle(TestBundles.of(folder, 2, POLICY, LiveFacts.NONE))
                .nameServer(names.address())
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        origin.close();
        names.close();
    }

    private String sent(Wire client, String request) throws IOException {
        assertThat(answer(client, request).status()).isEqualTo(200);
        return origin.heads().get(origin.heads().size() - 1);
    }

    private Wire.Answer answer(Wire client, String request) throws IOException {
        client.send(request);
        answers++;
        return client.readAnswer();
    }

    /** Written a moment after the answer. */
    private AccessRecord last() {
        await().until(() -> proxy.records().size() == answers);
        return proxy.records().get(answers - 1);
    }

    @Test
    void safeSearchIsAskedForWhateverTheClientAsks() throws IOException {
        try (Wire pupil = proxy.pupil()) {
            String head = sent(pupil, Requests.get("www.bing.com", origin.port(), "/search?q=cats&%61dlt=off"));
            assertThat(head).startsWith("GET /search?q=cats&adlt=strict HTTP/1.1\r\n");
            assertThat(last().rewritten()).isEqualTo("safe_search");
            assertThat(last().asked().path()).isEqualTo("/search?q=cats&%61dlt=off");
        }
    }

    @Test
    void fieldsAndCookiesOfTheClientGiveWay() throws IOException {
        try (Wire pupil = proxy.pupil()) {
            String video = sent(
                    pupil,
                    Requests.get(
                            "www.youtube.com",
                            origin.port(),
                            "/",
                            "youtube-restrict: off",
                            "YouTube-Restrict: no",
                            "Connection: keep-alive, youtube-Restrict"));
            assertThat(video).containsOnlyOnce("YouTube-Restrict: Strict").doesNotContain("off", "no\r\n");
            String films = sent(
                    pupil,
                    Requests.get("www.dailymotion.com", origin.port(), "/", "Cookie: a=1; ff=off", "Cookie: ff=off"));
            assertThat(films.toLowerCase(Locale.ROOT)).containsOnlyOnce("cookie: a=1; ff=on\r\n");
            String account = sent(
                    pupil,
                    Requests.get("accounts.google.com", origin.port(), "/", "X-GoogApps-Allowed-Domains: gmail.com"));
            assertThat(account)
                    .contains("X-GoogApps-Allowed-Domains: school.example\r\n")
                    .doesNotContain("gmail.com");
            assertThat(last().rewritten()).isEqualTo("tenants_google");
        }
    }

    @Test
    void aFormThatCouldTakeItBackIsRefused() throws IOException {
        String request = Requests.request(
                "POST",
                "duckduckgo.com",
                origin.port(),
                "/html/",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: 12");
        try (Wire pupil = proxy.pupil()) {
            Wire.Answer answer = answer(pupil, request + "q=cats&kp=-2");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.field("proxy-status")).contains("error=http_request_denied");
            assertThat(last().note()).isEqualTo("http_request_denied");
            assertThat(origin.heads()).isEmpty();
            assertThat(sent(pupil, Requests.get("site.example", origin.port(), "/")))
                    .contains("GET / ");
        }
    }

    @Test
    void whoeverAsksForAHostThatWasMovedIsSentThere() throws IOException {
        String redirects = "redirects: [{from: old.example, to: 'https://new.example'}, {from: adult.example, to:"
                + " 'https://new.example'}]\n";
        proxy.use(TestBundles.of(folder, 3, POLICY + redirects, LiveFacts.NONE));
        try (Wire pupil = proxy.pupil()) {
            Wire.Answer moved = answer(pupil, Requests.get("www.old.example", origin.port(), "/a/b?c=d"));
            assertThat(moved.status()).isEqualTo(307);
            assertThat(moved.field("location")).isEqualTo("https://new.example/a/b?c=d");
            assertThat(last().rewritten()).isEqualTo("redirect");
            assertThat(last().sent().status()).isEqualTo(307);
            assertThat(answer(pupil, Requests.get("adult.example", origin.port(), "/"))
                            .status())
                    .as("what is blocked leads nowhere")
                    .isEqualTo(403);
            assertThat(sent(pupil, Requests.get("site.example", origin.port(), "/")))
                    .contains("GET / ");
        }
        assertThat(origin.heads()).hasSize(1);
    }

    @Test
    void otherRolesAndOtherHostsKeepWhatTheyAskFor() throws IOException {
        try (Wire teacher = proxy.client("127.0.5.1");
                Wire pupil = proxy.pupil()) {
            assertThat(sent(teacher, Requests.get("www.bing.com", origin.port(), "/search?q=cats&adlt=off")))
                    .startsWith("GET /search?q=cats&adlt=off HTTP/1.1\r\n");
            assertThat(last().rewritten()).isNull();
            assertThat(sent(pupil, Requests.get("site.example", origin.port(), "/search?safe=off")))
                    .startsWith("GET /search?safe=off HTTP/1.1\r\n");
            assertThat(last().rewritten()).isNull();
        }
    }
}
