package org.schoolgate.proxy.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.schoolgate.rules.disk.Disk;

/**
 * What a gateway was given when it was enrolled, kept in {@code enrolment.json}.
 *
 * @param gateway its number, 1 and up
 * @param name for people
 * @param admin the admin server, {@code https} and without a path
 * @param token a secret that says which gateway is calling
 * @param ca certificate in PEM of the authority that signs the admin server's; no other is trusted
 * @param signer public key in PEM that bundles are signed with
 */
public record Enrolment(int gateway, String name, URI admin, String token, String ca, String signer) {
    /** Where the enrolment is kept. */
    @FunctionalInterface
    public interface Source {
        Enrolment read() throws IOException;
    }

    private static final int MAX_BYTES = 64 * 1024;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    public Enrolment {
        if (gateway < 1) {
            throw new IllegalArgumentException("gateway: " + gateway + " (expected: 1 or more)");
        }
        if (!"https".equals(admin.getScheme()) || admin.getHost() == null) {
            throw new IllegalArgumentException("admin: " + admin + " (expected: https://HOST:PORT)");
        }
    }

    /**
     * Reads the file.
     *
     * @throws IOException when it is missing or not as it should be; the message never shows the token
     */
    public static Enrolment read(Disk disk, Path file) throws IOException {
        try {
            return JSON.readValue(disk.readAll(file, MAX_BYTES), Enrolment.class);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw new IOException(file + ": " + e.getOriginalMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "gateway " + gateway + " (" + name + ") of " + admin;
    }
}
