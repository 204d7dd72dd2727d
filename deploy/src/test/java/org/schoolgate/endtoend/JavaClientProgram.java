package org.schoolgate.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Fetches pages as a program in Java does, with nothing set but what is set for all of Java. */
final class JavaClientProgram {
    /** One way of fetching a page. */
    private interface Api {
        String fetch(URI page) throws IOException, InterruptedException;
    }

    private JavaClientProgram() {}

    /** @param arguments {@code HttpClient} or {@code HttpURLConnection}, and web addresses */
    public static void main(String[] arguments) throws InterruptedException {
        Api api = arguments[0].equals("HttpClient") ? JavaClientProgram::newer : JavaClientProgram::older;
        for (int i = 1; i < arguments.length; i++) {
            System.out.println("== " + arguments[i]);
            try {
                System.out.println(api.fetch(URI.create(arguments[i] + "/")));
            } catch (IOException e) {
                System.out.println(e);
            }
        }
    }

    private static String newer(URI page) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    private static String older(URI page) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return status + " " + new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
