package org.schoolgate.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/** The enrolment file as a gateway reads it. */
record Enrolled(int gateway, String name, String admin, String token, String ca, String signer) {
    static Enrolled read(Path file) throws IOException {
        return new ObjectMapper().readValue(file.toFile(), Enrolled.class);
    }
}
