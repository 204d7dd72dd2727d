package org.schoolgate.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Every site of a test's internet, in a process of its own: HTTP on 80, HTTPS on 443, and a greeting on 8443 that needs no
 * protocol. Prints a line for all that reaches it, the host it was asked for and the address, and answers with the file of
 * the path, or where there is none with that line.
 */
final class OriginProgram {
    static final String GREETING = "greeting";

    private final Path files;
    private final Executor threads = Executors.newCachedThreadPool(); // browsers connect ahead of need

    private OriginProgram(Path files) {
        this.files = files;
    }

    /** @param arguments a PKCS #12 store with the key for HTTPS, and the folder that every site serves */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        OriginProgram sites = new OriginProgram(Path.of(arguments[1]));
        sites.serve(HttpServer.create(new InetSocketAddress(80), 0));
        HttpsServer https = HttpsServer.create(new InetSocketAddress(443), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context(Path.of(arguments[0]))));
        sites.serve(https);
        ServerSocket greeter = new ServerSocket(8443);
        System.out.println("origin ready port=80");
        while (true) {
            try (Socket socket = greeter.accept()) {
                System.out.println(GREETING);
                socket.getOutputStream().write(GREETING.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private void serve(HttpServer server) {
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String host = exchange.getRequestHeaders().getFirst("host");
        String line = host + " at " + exchange.getLocalAddress().getAddress().getHostAddress();
        System.out.println(line);
        String path = exchange.getRequestURI().getPath();
        Path named = files.resolve(path.substring(1));
        Path file = Files.isDirectory(named) ? named.resolve("index.html") : named;
        boolean isFile = Files.isRegularFile(file);
        byte[] body = isFile ? Files.readAllBytes(file) : line.getBytes(StandardCharsets.US_ASCII);
        String type = URLConnection.guessContentTypeFromName(file.toString());
        exchange.getResponseHeaders().set("content-type", type == null ? "text/plain" : type);
        exchange.sendResponseHeaders(isFile || path.equals("/") ? 200 : 404, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static SSLContext context(Path keyStore) throws IOException, GeneralSecurityException {
        char[] password = KeyStoreFile.PASSWORD.toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, password);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
