package org.schoolgate.rules.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

/** What holds of a text, whatever it is; no exception but the declared one gets past {@link #strict} and {@link #lenient}. */
final class UrlProperties {
    private UrlProperties() {}

    /** Returns whether it is a URL at all. */
    static boolean hold(String text) {
        Optional<WebUrl> strict = strict(text);
        Optional<WebUrl> lenient = lenient(text);
        lenient.ifPresent(url -> isStable(text, url));
        strict.ifPresent(url -> {
            isStable(text, url);
            assertThat(lenient).as(text).isPresent();
            isTheSame(text, url, lenient.get());
        });
        lenient.map(WebUrl::host).filter(host -> host.fitsDns()).ifPresent(host -> {
            assertThat(strict(lenient.get().text())).as(text).isEqualTo(lenient);
        });
        typed(text);
        return lenient.isPresent();
    }

    static Optional<WebUrl> strict(String text) {
        try {
            return Optional.of(WebUrl.parse(text));
        } catch (UrlSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<WebUrl> lenient(String text) {
        try {
            return Optional.of(WebUrl.parseLenient(text));
        } catch (UrlSyntaxException e) {
            return Optional.empty();
        }
    }

    private static void typed(String text) {
        try {
            isStable(text, WebUrl.parseTyped(text));
        } catch (UrlSyntaxException e) {
            assertThat(e).hasMessageMatching("[A-Za-z0-9 ,()]+");
        }
    }

    private static void isStable(String text, WebUrl url) {
        assertThat(lenient(url.text()).map(WebUrl::host)).as(text).contains(url.host());
        assertThat(url.port()).as(text).isBetween(1, 65_535);
        assertThat(url.target()).as(text).matches("/[!-~&&[^#?\\\\]]*([?][!-~&&[^#]]*)?");
        List<MatchKey> keys = url.keys();
        assertThat(keys).as(text).hasSizeBetween(1, 2).doesNotHaveDuplicates();
        keys.forEach(key -> isItsOwnKey(text, key));
    }

    private static void isItsOwnKey(String text, MatchKey key) {
        assertThat(strict("http://example.test" + key).map(WebUrl::keys))
                .as(text)
                .contains(List.of(key));
        assertThat(key.text().split("[?]", 2)[0]).as(text).doesNotContain("//", "/./", "/../");
        assertThat(MatchKey.ofText("/x" + key).prefix()).as(text).isEqualTo("/x" + key.prefix());
    }

    /** But for the path, which is as sent in the one, and as a browser sends it in the other. */
    private static void isTheSame(String text, WebUrl strict, WebUrl lenient) {
        assertThat(lenient.host()).as(text).isEqualTo(strict.host());
        assertThat(lenient.port()).as(text).isEqualTo(strict.port());
        assertThat(lenient.secure()).as(text).isEqualTo(strict.secure());
        assertThat(lenient.keys().get(0)).as(text).isEqualTo(strict.keys().get(0));
    }
}
