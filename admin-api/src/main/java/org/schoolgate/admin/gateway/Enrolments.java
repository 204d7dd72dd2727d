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
     * Writes the enrolment of a gateway. A file that is still good is left as it is; an outdated one is written anew. In
     * the place of one that is lost or damaged a new gateway is enrolled: the count of the old one's event ids may be
     * lost as well, and an id that is given twice is taken for a repetition. The old one's token ends.
     *
     * @param admin where the gateway is to ask, {@code https://HOST:PORT}
     */
    public void enrol(Path file, String admin) throws IOException {
        Optional<Enrolment> old = read(file);
        GatewayTokens.Issued holder = old.map(
                        last -> new GatewayTokens.Issued(last.gateway(), last.name(), last.token()))
                .orElseGet(tokens::issue);
        Enrolment wanted =
                new Enrolment(holder.gateway(), holder.name(), admin, holder.token(), authorityPem, signerPem);
        if (!Optional.of(wanted).equals(old)) {
            Disk.ofSystem().makeFolder(file.resolveSibling("."));
            Disk.ofSystem().replace(file, Json.bytes(wanted));
        }
    }

    /** The enrolment in the file, if its token is valid. */
    private Optional<Enrolment> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Enrolment enrolment = Json.read(Files.readAllBytes(file), Enrolment.class);
            boolean valid = enrolment.name() != null
                    && enrolment.token() != null
                    && tokens.holder(enrolment.token()).orElse(0) == enrolment.gateway();
            return valid ? Optional.of(enrolment) : Optional.empty();
        } catch (ProblemException e) {
            log.warn("The enrolment file is damaged");
            return Optional.empty();
        }
    }
}
