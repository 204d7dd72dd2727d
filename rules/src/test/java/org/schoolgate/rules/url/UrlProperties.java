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
        assertThat(keys).as(text).hasSizeBetween(1, 4).doesNotHaveDuplicates();
        isItsOwnKey(text, keys.get(0));
        keys.forEach(key -> isStoredByItsPrefix(text, key));
    }

    private static void isItsOwnKey(String text, MatchKey key) {
        assertThat(strict("http://example.test" + key).map(WebUrl::keys))
                .as(text)
                .contains(List.of(key));
        assertThat(path(key)).as(text).doesNotContain("/./", "/../");
    }

    private static void isStoredByItsPrefix(String text, MatchKey key) {
        assertThat(path(key)).as(text).doesNotContain("//");
        assertThat(key.hasPrefix(key.prefix(), false))
                .as(text)
                .isEqualTo(!key.prefix().isEmpty());
        if (!key.prefix().isEmpty()) {
            assertThat(MatchKey.ofText(key.prefix()).prefix()).as(text).isEqualTo(key.prefix());
        }
    }

    private static String path(MatchKey key) {
        return key.text().split("[?]", 2)[0];
    }

    /** But for the path, which is as sent in the one, and as a browser sends it in the other. */
    private static void isTheSame(String text, WebUrl strict, WebUrl lenient) {
        assertThat(lenient.host()).as(text).isEqualTo(strict.host());
        assertThat(lenient.port()).as(text).isEqualTo(strict.port());
        assertThat(lenient.secure()).as(text).isEqualTo(strict.secure());
        assertThat(lenient.keys().get(0)).as(text).isEqualTo(strict.keys().get(0));
    }
}
