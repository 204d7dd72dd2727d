package org.schoolgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every text, tried on seeded texts made of the pieces that parsers of hosts trip over. */
class HostPropertyTest {
    private static final String[] PIECES = {
        "a", "B", "example", "ORG", ".", ".", ".", "..", "\u3002", "-", "_", "xn--", "xn--zca", "xn--a", "0", "1",
                "255",
        "256", "0x", "0x7f", "08", "4294967295", "%2e", "%41", "%", "%ff", "%00", "[", "]", ":", "::", "ffff", "@", "/",
        "\\", " ", "\t", "\0", "\u00df", "\u00ad", "\u200d", "\u0301", "\u05d0", "\uff41", "\ud83d\ude00", "\ud800",
                "*", "="
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyTextIsAHostOrRefusedAndAHostReadsAsItself(long seed) {
        Random random = new Random(seed);
        int hosts = 0;
        for (int i = 0; i < 50_000; i++) {
            String text = text(random);
            Optional<Host> lenient = lenient(text);
            Optional<Host> strict = strict(text);
            if (lenient.isPresent()) {
                Host host = lenient.get();
                hosts++;
                assertThat(lenient(host.text())).as(text).contains(host);
                assertThat(strict(host.uriText()).isPresent()).as(text).isEqualTo(host.fitsDns());
            }
            if (strict.isPresent()) {
                assertThat(lenient).as(text).isEqualTo(strict);
                assertThat(strict(strict.get().uriText())).as(text).isEqualTo(strict);
            }
        }
        assertThat(hosts).isGreaterThan(5_000);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static Optional<Host> strict(String text) {
        try {
            return Optional.of(Host.parse(text));
        } catch (HostSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Optional<Host> lenient(String text) {
        try {
            return Optional.of(Host.parseLenient(text));
        } catch (HostSyntaxException e) {
            return Optional.empty();
        }
    }
}
