package org.schoolgate.rules.url;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.schoolgate.rules.bench.Race;
import org.schoolgate.rules.bench.Row;

/**
 * URLs that browsers asked for, read and made a key of, against a copy of their bytes: {@code UrlBench REQUESTS.jsonl.gz}. Typical
 * are those within a tenth of the median length; the mean of all is twice that, for what advertisements and measurements carry.
 */
final class UrlBench {
    private static final Pattern URL = Pattern.compile("\"url\": ?\"(https?://[^\"\\\\]*)\"");
    /** So short that hardly any is interrupted. */
    private static final int CHUNK = 1_000;

    private static final int WARM_UP = 1_000;
    private static final int CHUNKS = 3_000;

    private final List<String> urls;
    private int next;

    /** What is computed, so that none of it can be left out. */
    private int sum;

    private UrlBench(List<String> urls) {
        this.urls = urls;
    }

    public static void main(String[] args) throws IOException {
        List<String> urls = urls(Path.of(args[0]));
        int[] lengths = urls.stream().mapToInt(String::length).sorted().toArray();
        int median = lengths[lengths.length / 2];
        List<String> typical = urls.stream()
                .filter(url -> Math.abs(url.length() - median) <= median / 10)
                .toList();
        new UrlBench(typical).race("URLs of browsers, typical: ", "<=150");
        new UrlBench(urls).race("URLs of browsers, all: ", "");
    }

    private void race(String which, String bar) {
        double[] nanos = Race.run(
                WARM_UP,
                CHUNKS,
                List.of(
                        () -> each(url -> url.getBytes(StandardCharsets.ISO_8859_1).length),
                        () -> each(url -> parse(url).port()),
                        () -> each(url -> parse(url).keys().size())));
        Row.print(which + "length", urls.stream().mapToInt(String::length).sum() / urls.size(), "B", "");
        Row.print(which + "copied", nanos[0] / CHUNK, "ns", "");
        Row.print(which + "canonical", nanos[1] / CHUNK, "ns", bar);
        Row.print(which + "canonical / copied", nanos[1] / nanos[0], "x", "");
        Row.print(which + "canonical, with match keys", nanos[2] / CHUNK, "ns", "");
    }

    private static WebUrl parse(String url) {
        try {
            return WebUrl.parse(url);
        } catch (UrlSyntaxException e) {
            throw new IllegalStateException(url, e);
        }
    }

    private void each(ToIntFunction<String> work) {
        for (int i = 0; i < CHUNK; i++) {
            next = next + 1 == urls.size() ? 0 : next + 1;
            sum += work.applyAsInt(urls.get(next));
        }
    }

    private static List<String> urls(Path file) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
                Stream<String> lines = in.lines()) {
            return lines.map(URL::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .filter(UrlBench::isOnTheWire)
                    .toList();
        }
    }

    /** The data has URLs as pages spell them; what browsers would escape is not what they send. */
    private static boolean isOnTheWire(String url) {
        try {
            WebUrl.parse(url);
            return true;
        } catch (UrlSyntaxException e) {
            return false;
        }
    }
}
