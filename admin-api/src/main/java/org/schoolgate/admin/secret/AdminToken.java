package org.schoolgate.admin.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.schoolgate.rules.disk.Disk;

/** The administrator's token. The file is the copy for people; what counts is the hash in the store. */
public final class AdminToken {
    /** Where the hash is kept. */
    public interface Store {
        Optional<String> adminTokenHash();

        void setAdminTokenHash(String hash);
    }

    private final String hash;

    private AdminToken(String hash) {
        this.hash = hash;
    }

    /**
     * A file that is lost, or does not match the store, is replaced by one with a new token; the old token then ends.
     */
    public static AdminToken open(Path file, Store store) throws IOException {
        Optional<String> hash = store.adminTokenHash();
        if (hash.isPresent() && Files.exists(file)) {
            if (Token.matches(Files.readString(file).strip(), hash.get())) {
                return new AdminToken(hash.get());
            }
        }
        String token = Token.create();
        Disk.ofSystem().replace(file, (token + "\n").getBytes(StandardCharsets.US_ASCII));
        store.setAdminTokenHash(Token.hash(token));
        return new AdminToken(Token.hash(token));
    }

    public boolean matches(String token) {
        return Token.matches(token, hash);
    }
}
