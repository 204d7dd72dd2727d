package org.schoolgate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The cases of the web platform's own test suite for "domain to ASCII". */
@Tag("realdata")
class HostVectorsTest {
    @Test
    void everyWebPlatformCaseIsRight() throws IOException {
        JsonNode cases = new ObjectMapper()
                .readTree(TestData.folder().resolve("url/wpt-toascii.json").toFile());
        SoftAssertions softly = new SoftAssertions();
        int count = 0;
        for (JsonNode each : cases) {
            if (each.isObject()) {
                String input = each.get("input").textValue();
                softly.assertThat(lenient(input))
                        .as(input)
                        .isEqualTo(each.get("output").textValue());
                count++;
            }
        }
        softly.assertAll();
        assertThat(count).isGreaterThanOrEqualTo(80);
    }

    private static @Nullable String lenient(String input) {
        try {
            return Host.parseLenient(input).text();
        } catch (HostSyntaxException e) {
            return null;
        }
    }
}
