package org.schoolgate.cli.remote;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the gateway of an installation reaches its admin process: that is where it listened when it was last started. */
public final class EnrolledAdmin {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EnrolledAdmin() {}

    /** What {@code enrolment}, a gateway's {@code enrolment.json}, says; null when there is none, or none that can be read. */
    public static @Nullable URI of(Path enrolment) {
        try {
            URI admin = URI.create(
                    JSON.readTree(Files.readString(enrolment)).path("admin").asText());
            return admin.getHost() == null ? null : admin;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }
}
