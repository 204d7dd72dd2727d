package org.schoolgate.admin.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.schoolgate.admin.http.Json;
import org.schoolgate.admin.http.ProblemException;
import org.schoolgate.rules.disk.Disk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enrols gateways by a file that only its owner can read. */
public final class Enrolments {
    private static final Logger log = LoggerFactory.getLogger(Enrolments.class);

    private final GatewayTokens tokens;
    private final String authorityPem;
    private final String signerPem;

    public Enrolments(GatewayTokens tokens, String authorityPem, String signerPem) {
        this.tokens = tokens;
        this.authorityPem = authorityPem;
        this.signerPem = signerPem;
    }

    /**
     * Writes the enrolment of the gateway of this name. A file that is still good is left as it is; one that is lost,
     * damaged or outdated is written anew. The token changes only with the former two, and its old one then ends.
     *
     * @param admin where the gateway is to ask, {@code https://HOST:PORT}
     */
    public void enrol(Path file, String name, String admin) throws IOException {
        Optional<Enrolment> old = read(file, name);
        Enrolment wanted;
        if (old.isPresent()) {
            wanted = new Enrolment(old.get().gateway(), name, admin, old.get().token(), authorityPem, signerPem);
        } else {
            GatewayTokens.Issued issued = tokens.issue(name);
            wanted = new Enrolment(issued.gateway(), name, admin, issued.token(), authorityPem, signerPem);
            log.info("Gateway {} ({}) enrolled", issued.gateway(), name);
        }
        if (!Optional.of(wanted).equals(old)) {
            Disk.ofSystem().makeFolder(file.resolveSibling("."));
            Disk.ofSystem().replace(file, Json.bytes(wanted));
        }
    }

    /** The enrolment in the file, if it is one of that gateway and its token is valid. */
    private Optional<Enrolment> read(Path file, String name) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Enrolment enrolment = Json.read(Files.readAllBytes(file), Enrolment.class);
            boolean valid = name.equals(enrolment.name())
                    && enrolment.token() != null
                    && tokens.holder(enrolment.token()).orElse(0) == enrolment.gateway();
            return valid ? Optional.of(enrolment) : Optional.empty();
        } catch (ProblemException e) {
            log.warn("The enrolment file of {} is damaged and is written anew", name);
            return Optional.empty();
        }
    }
}
