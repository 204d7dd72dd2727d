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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Every site of a test's internet, in a process of its own: HTTP on 80, HTTPS on 443, and a greeting on 8443 that needs no
 * protocol. Prints a line for all that reaches it, and answers with that line: the host it was asked for, and the address.
 */
final class OriginProgram {
    static final String GREETING = "greeting";
    static final char[] PASSWORD = "password".toCharArray();

    private OriginProgram() {}

    /** @param arguments a PKCS #12 store with the key for HTTPS */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        serve(HttpServer.create(new InetSocketAddress(80), 0));
        HttpsServer https = HttpsServer.create(new InetSocketAddress(443), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context(Path.of(arguments[0]))));
        serve(https);
        ServerSocket greeter = new ServerSocket(8443);
        System.out.println("origin ready port=80");
        while (true) {
            try (Socket socket = greeter.accept()) {
                System.out.println(GREETING);
                socket.getOutputStream().write(GREETING.getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private static void serve(HttpServer server) {
        server.createContext("/", OriginProgram::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String host = exchange.getRequestHeaders().getFirst("host");
        String line = host + " at " + exchange.getLocalAddress().getAddress().getHostAddress();
        System.out.println(line);
        byte[] body = line.getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static SSLContext context(Path keyStore) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
