package org.schoolgate.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A PKCS #12 store of a test, as the JDK's keytool makes them. */
record KeyStoreFile(Path path) {
    static final String PASSWORD = "password";

    /** Runs one command of keytool on it, such as {@code -genkeypair}, and waits for its end. */
    void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", path.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IOException("keytool ended with " + code);
        }
    }
}
