package org.schoolgate.cli.policy;

import java.io.IOException;
import java.nio.file.Path;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.console.TextFile;
import org.schoolgate.rules.policy.InvalidPolicyException;
import org.schoolgate.rules.policy.PolicyDocument;
import org.schoolgate.rules.policy.PolicyReader;
import org.schoolgate.rules.policy.Vocabulary;

/** A policy in a file, which has to be free of mistakes. */
final class PolicyFile {
    private PolicyFile() {}

    /** @param sites that it may name besides its own */
    static PolicyDocument read(Path file, SitesOption sites) throws IOException, RefusedException {
        return read(TextFile.read(file), file.toString(), sites);
    }

    /** @param name for messages */
    static PolicyDocument read(String yaml, String name, SitesOption sites) throws IOException, RefusedException {
        try {
            return PolicyReader.read(yaml, name, Vocabulary.standard(), sites.read());
        } catch (InvalidPolicyException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }
}
