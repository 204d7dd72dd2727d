package org.schoolgate.endtoend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Has Firefox go to pages, over the protocol by which it is driven (Marionette), and prints the text that it shows of each. A
 * process of its own, since the browser listens on the loopback of the host that it runs on.
 */
final class FirefoxProgram implements AutoCloseable {
    private static final int PORT = 2828;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** All text of the page, also in the parts that keep theirs to themselves, as those of error pages do. */
    private static final String TEXT = """
            const text = node => ['STYLE', 'SCRIPT'].includes(node.nodeName) ? ''
                : node.nodeType == Node.TEXT_NODE ? node.data
                : [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].map(text).join(' ');
            return text(document.body).trim();
            """;

    private final Socket socket;
    private final InputStream in;
    private int commands;

    private FirefoxProgram(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        message(); // the greeting
    }

    /** @param arguments the folder of a profile, and web addresses */
    public static void main(String[] arguments) throws IOException {
        Process firefox = new ProcessBuilder("firefox-esr", "--headless", "--marionette", "--profile", arguments[0])
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (FirefoxProgram browser = new FirefoxProgram(connect())) {
            browser.run("WebDriver:NewSession", Map.of());
            for (String address : List.of(arguments).subList(1, arguments.length)) {
                System.out.println("== " + address);
                browser.run("WebDriver:Navigate", Map.of("url", address + "/"));
                System.out.println(browser.text());
            }
        } finally {
            firefox.descendants().forEach(ProcessHandle::destroyForcibly);
            firefox.destroyForcibly();
        }
    }

    private static Socket connect() {
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> new Socket(InetAddress.getLoopbackAddress(), PORT), Objects::nonNull);
    }

    /** Error pages are filled in after they were loaded. */
    private String text() {
        return await().atMost(PATIENCE)
                .until(
                        () -> run("WebDriver:ExecuteScript", Map.of("script", TEXT, "args", List.of()))
                                .path("value")
                                .asText(),
                        text -> !text.isEmpty());
    }

    /** The result of a command; that a page is one of an error is no other result. */
    private JsonNode run(String command, Map<String, Object> parameters) throws IOException {
        byte[] message = JSON.writeValueAsBytes(List.of(0, ++commands, command, parameters));
        socket.getOutputStream().write((message.length + ":").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(message);
        return message().path(3);
    }

    /** What the browser says next: its length in decimal, a colon, JSON. */
    private JsonNode message() throws IOException {
        int length = 0;
        for (int digit = in.read(); digit != ':'; digit = in.read()) {
            if (digit < 0) {
                throw new EOFException("the browser ended");
            }
            length = 10 * length + Character.digit(digit, 10);
        }
        return JSON.readTree(in.readNBytes(length));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
