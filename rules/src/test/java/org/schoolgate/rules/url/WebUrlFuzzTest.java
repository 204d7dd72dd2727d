package org.schoolgate.rules.url;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Optional;

/**
 * What holds for every text. In a normal run the inputs kept beside this class are tried; with {@code JAZZER_FUZZ=1} and
 * {@code -Djazzer.hooks=true} new ones are made, for one method at a time.
 */
final class WebUrlFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void readingIsTotalAndStable(FuzzedDataProvider data) {
        UrlProperties.hold(data.consumeRemainingAsString());
    }

    @FuzzTest(maxDuration = "2m")
    void everyTargetHasKeysThatAreTheirOwn(FuzzedDataProvider data) {
        String target = "/" + data.consumeRemainingAsAsciiString().replaceAll("[\0- #\\\\\u007f]", "%");
        Optional<WebUrl> url = UrlProperties.strict("http://example.test" + target);
        assertThat(url).isPresent();
        UrlProperties.hold(url.get().text());
    }
}
