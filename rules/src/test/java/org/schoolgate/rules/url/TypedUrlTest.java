package org.schoolgate.rules.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TypedUrlTest {
    @ParameterizedTest
    @CsvSource({
        "example.org, false, example.org, 80, /",
        "'  Example.ORG. ', false, example.org, 80, /",
        "example.org:8080, false, example.org, 8080, /",
        "example.org:, false, example.org, 80, /",
        "http://example.org, false, example.org, 80, /",
        "HTTPS://example.org/, true, example.org, 443, /",
        "https://example.org:8443/a/b?c=d:e@f, true, example.org, 8443, /a/b?c=d:e@f",
        "http://example.org?q=1, false, example.org, 80, /?q=1",
        "http://example.org/a#part, false, example.org, 80, /a",
        "http://example.org#part, false, example.org, 80, /",
        "example.org/see?next=http://other.example/, false, example.org, 80, /see?next=http://other.example/",
        "http://faß.example/, false, xn--fa-hia.example, 80, /",
        "http://[2001:db8::1]:8080/, false, 2001:db8::1, 8080, /",
        "[2001:db8::1], false, 2001:db8::1, 80, /",
        "2001:db8::1, false, 2001:db8::1, 80, /",
        "http://0x7f.1/, false, 127.0.0.1, 80, /",
        "http://user:word@example.org/a@b, false, example.org, 80, /a@b",
        "http:example.org, false, example.org, 80, /",
        "example.org\\a, false, example.org, 80, /a",
    })
    void addressIsTakenApart(String typed, boolean secure, String host, int port, String path)
            throws UrlSyntaxException {
        WebUrl url = WebUrl.parseTyped(typed);
        assertThat(url.secure()).isEqualTo(secure);
        assertThat(url.host().text()).isEqualTo(host);
        assertThat(url.port()).isEqualTo(port);
        assertThat(url.target()).isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource({
        "'', empty",
        "ftp://example.org/, neither http nor https",
        "user@example.org, user name",
        "user:word@example.org/, user name",
        "mailto:user@example.org, user name",
        "javascript:alert(1), port",
        "http://example.org:0/, port",
        "http://example.org:65536/, port",
        "http://example.org:http/, port",
        "http://example.org:+80/, port",
        "/path, empty host",
        "http:///, empty host",
    })
    void whatIsNoWebAddressIsRefusedWithAReason(String typed, String reason) {
        assertThatThrownBy(() -> WebUrl.parseTyped(typed))
                .isInstanceOf(UrlSyntaxException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void messageDoesNotRepeatWhatWasTyped() {
        assertThatThrownBy(() -> WebUrl.parseTyped("secret@example.org/")).hasMessageNotContaining("secret");
    }
}
