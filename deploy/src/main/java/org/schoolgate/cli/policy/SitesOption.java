package org.schoolgate.cli.policy;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.Distribution;
import org.schoolgate.cli.console.TextFile;
import org.schoolgate.rules.policy.InvalidPolicyException;
import org.schoolgate.rules.policy.SiteSets;
import org.schoolgate.rules.policy.Vocabulary;
import picocli.CommandLine.Option;

/** {@code --sites FILE}: the help and infrastructure sets and the facts that stand beside a policy. */
public final class SitesOption {
    @Option(
            names = "--sites",
            paramLabel = "FILE",
            description = "Site sets: help, infrastructure, facts (those of the starter).")
    private @Nullable Path file;

    /** The YAML, as written. */
    public String text() throws IOException {
        return TextFile.read(file());
    }

    /** Read and checked. */
    public SiteSets read() throws IOException, InvalidPolicyException {
        return SiteSets.read(text(), file().toString(), Vocabulary.standard());
    }

    private Path file() {
        return file == null ? Distribution.starter().resolve("sites.yaml") : file;
    }
}
