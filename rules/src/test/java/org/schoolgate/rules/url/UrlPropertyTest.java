package org.schoolgate.rules.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries {@link UrlProperties} on seeded texts made of the pieces that parsers of URLs trip over. */
final class UrlPropertyTest {
    private static final String[] PIECES = {
        "http:",
        "http://",
        "https://",
        "HTTP://",
        "ftp://",
        "//",
        "/",
        "/",
        "\\",
        "@",
        ":",
        ":80",
        ":080",
        ":8080",
        "a",
        "B",
        "example.test",
        "EXAMPLE.test",
        ".",
        ".",
        "..",
        "/..",
        "/../",
        "/./",
        "%2e",
        "%2E%2e",
        "%2f",
        "%252f",
        "%25",
        "%",
        "%4",
        "1",
        "%41",
        "%3f",
        "%00",
        "%ff",
        "?",
        "?",
        "#",
        "127.1",
        "0x7f",
        "[::1]",
        "[",
        "]",
        " ",
        "\t",
        "\n",
        "\0",
        "\u007f",
        "\u00df",
        "\u3002",
        "\ufb01",
        "\ud83d\ude00",
        "\ud800",
        "xn--",
        "xn--zca",
        "_",
        "-",
        "'",
        "\"",
        "<",
        "^",
        "|",
        "{",
        "=",
        "&",
        "+",
        ";"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void propertiesHoldForEveryText(long seed) {
        Random random = new Random(seed);
        int urls = 0;
        for (int i = 0; i < 20_000; i++) {
            urls += UrlProperties.hold(text(random)) ? 1 : 0;
        }
        assertThat(urls).isGreaterThan(5_000);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "http://example.test/" : "http://");
        text.setLength(random.nextInt(8) == 0 ? 0 : text.length());
        for (int i = random.nextInt(9); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
