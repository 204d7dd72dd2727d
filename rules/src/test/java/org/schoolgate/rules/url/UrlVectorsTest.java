package org.schoolgate.rules.url;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.TestData;

/**
 * The web platform's own test suite: its URLs of the web that need no base URL, and its names of UTS 46. Where we differ,
 * the input is listed with what we give and why.
 */
@Tag("realdata")
final class UrlVectorsTest {
    private static final String UNASSIGNED = "\ud8ba\udcac";
    private static final String NOW_ASSIGNED = "xn--t92s.xn--znb.xn--5-y88f";
    private static final String NEWER_UNICODE = "the first character was assigned after the vectors were made";
    private static final String NO_DOT = "dots at the end are dropped, and a host of nothing else is none";

    private static final Map<String, Deviation> URLS = Map.of(
            "http://./", new Deviation(null, NO_DOT),
            "http://../", new Deviation(null, NO_DOT),
            "http://foo.09..", new Deviation(null, "without its dots it ends in a number, and that is no address"),
            "http://f:0/c", new Deviation(null, "nothing can be reached at port 0"),
            "http://f:00000000000000/c", new Deviation(null, "nothing can be reached at port 0"));

    private static final Map<String, Deviation> NAMES = Map.of(
            "",
            new Deviation(null, "an empty host is none"),
            ".",
            new Deviation(null, NO_DOT),
            "..",
            new Deviation(null, NO_DOT),
            "\u3002",
            new Deviation(null, NO_DOT),
            UNASSIGNED + "\u3002\u0729\u3002\ucbd95",
            new Deviation(NOW_ASSIGNED, NEWER_UNICODE),
            UNASSIGNED + "\u3002\u0729\u3002\u110d\u1173\u11ac5",
            new Deviation(NOW_ASSIGNED, NEWER_UNICODE));

    private record Deviation(@Nullable String ours, String reason) {}

    @Test
    void everyUrlOfTheWebIsReadAsBrowsersDo() throws IOException {
        Differences differences = new Differences(URLS);
        for (JsonNode each : vectors("wpt-urltestdata.json")) {
            if (each.isObject() && needsNoBase(each)) {
                String input = each.get("input").textValue();
                differences.compare(input, lenient(input), expected(each));
            }
        }
        differences.check(380);
    }

    /** Dots at the end, which we drop and the vectors keep, are no difference here. */
    @Test
    void everyNameIsMappedAsBrowsersDo() throws IOException {
        Differences differences = new Differences(NAMES);
        for (JsonNode each : vectors("wpt-IdnaTestV2.json")) {
            if (each.isObject()) {
                String input = each.get("input").textValue();
                String output = each.get("output").textValue();
                differences.compare(input, name(input), output == null ? null : output.replaceFirst("[.]+$", ""));
            }
        }
        differences.check(2_600);
    }

    private static final class Differences {
        private final SoftAssertions softly = new SoftAssertions();
        private final Map<String, Deviation> deviations;
        private final Set<String> seen = new HashSet<>();
        private int count;

        Differences(Map<String, Deviation> deviations) {
            this.deviations = deviations;
        }

        void compare(String input, @Nullable String ours, @Nullable String theirs) {
            Deviation deviation = deviations.get(input);
            if (deviation != null) {
                seen.add(input);
                softly.assertThat(ours).as(input + ": " + deviation.reason()).isEqualTo(deviation.ours());
            } else {
                softly.assertThat(ours).as(input).isEqualTo(theirs);
            }
            count++;
        }

        void check(int atLeast) {
            softly.assertThat(seen).as("deviations that are still there").isEqualTo(deviations.keySet());
            softly.assertThat(count).isGreaterThanOrEqualTo(atLeast);
            softly.assertAll();
        }
    }

    private static JsonNode vectors(String file) throws IOException {
        return new ObjectMapper()
                .readTree(TestData.folder().resolve("url").resolve(file).toFile());
    }

    private static boolean needsNoBase(JsonNode each) {
        String url = each.get("input")
                .textValue()
                .replaceAll("[\t\n\r]|^[\0- ]+", "")
                .toLowerCase(Locale.ROOT);
        String scheme = url.startsWith("https:") ? "https:" : "http:";
        return url.startsWith(scheme)
                && (url.matches("(?s)https?:[/\\\\]{2}.*")
                        || !each.path("base").asText("").startsWith(scheme));
    }

    private static @Nullable String expected(JsonNode each) {
        if (each.path("failure").asBoolean()) {
            return null;
        }
        String url = each.get("href").textValue();
        return url.replaceFirst("(?s)#.*", "").replaceFirst("^(https?://)[^/]*@", "$1");
    }

    private static @Nullable String lenient(String input) {
        try {
            return WebUrl.parseLenient(input).text();
        } catch (UrlSyntaxException e) {
            return null;
        }
    }

    private static @Nullable String name(String input) {
        try {
            return Host.parseLenient(input).text();
        } catch (HostSyntaxException e) {
            return null;
        }
    }
}
