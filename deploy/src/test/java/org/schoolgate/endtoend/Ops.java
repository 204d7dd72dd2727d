package org.schoolgate.endtoend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * The ops port of a gateway.
 *
 * @param address {@code HOST:PORT}
 */
record Ops(String address) {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The whole answer, in JSON. */
    String health() throws IOException, InterruptedException {
        return get("/health");
    }

    /** The sum of a metric, by the name that Prometheus has, over all its tags; zero where it is not. */
    double metric(String name) throws IOException, InterruptedException {
        return metric(name, "");
    }

    /**
     * The same over some of its tags.
     *
     * @param tag of those that count, as {@code why="policy"}
     */
    double metric(String name, String tag) throws IOException, InterruptedException {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .filter(line -> line.contains(tag))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /** The body of an answer. */
    String get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + address + path)).build();
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }
}
