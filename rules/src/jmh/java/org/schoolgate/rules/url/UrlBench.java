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

/** URLs that browsers asked for, read and made a key of, against a copy of their bytes: {@code UrlBench REQUESTS.jsonl.gz}. */
final class UrlBench {
    private static final Pattern URL = Pattern.compile("\"url\": ?\"(https?://[^\"\\\\]*)\"");
    private static final int WARM_UP = 100;
    private static final int CHUNKS = 300;

    /** What is computed, so that none of it can be left out. */
    private int sum;

    private UrlBench() {}

    public static void main(String[] args) throws IOException {
        List<String> urls = urls(Path.of(args[0]));
        UrlBench bench = new UrlBench();
        double[] nanos = Race.run(
                WARM_UP,
                CHUNKS,
                List.of(
                        () -> bench.each(urls, url -> url.getBytes(StandardCharsets.ISO_8859_1).length),
                        () -> bench.each(urls, UrlBench::read)));
        int length = urls.stream().mapToInt(String::length).sum() / urls.size();
        Row.print("URLs of browsers: length", length, "B", "");
        Row.print("URLs of browsers: copied", nanos[0] / urls.size(), "ns", "");
        Row.print("URLs of browsers: canonical, with key", nanos[1] / urls.size(), "ns", "<=150");
        Row.print("URLs of browsers: canonical / copied", nanos[1] / nanos[0], "x", "");
    }

    private static int read(String url) {
        try {
            WebUrl parsed = WebUrl.parse(url);
            return parsed.port() + parsed.keys().size();
        } catch (UrlSyntaxException e) {
            throw new IllegalStateException(url, e);
        }
    }

    private void each(List<String> urls, ToIntFunction<String> work) {
        for (String url : urls) {
            sum += work.applyAsInt(url);
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
