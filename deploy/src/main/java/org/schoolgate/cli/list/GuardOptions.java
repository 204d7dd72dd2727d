package org.schoolgate.cli.list;

import java.io.IOException;
import java.nio.file.Path;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.policy.SitesOption;
import org.schoolgate.rules.list.ListGuards;
import org.schoolgate.rules.policy.InvalidPolicyException;
import org.schoolgate.rules.policy.Vocabulary;
import org.schoolgate.rules.url.PublicSuffixes;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What lists are checked against: {@code --suffix-list FILE} and {@code --sites FILE}. */
public final class GuardOptions {
    @Option(
            names = "--suffix-list",
            paramLabel = "FILE",
            description = "Public Suffix List (that of Debian's publicsuffix, else a short one).")
    private Path suffixList = PublicSuffixes.DEBIAN;

    @Mixin
    private SitesOption sites;

    /** The site sets that the guards know, for whatever else is done with them. */
    public SitesOption sites() {
        return sites;
    }

    public ListGuards guards() throws IOException, RefusedException {
        try {
            return new ListGuards(
                    PublicSuffixes.readOrBuiltIn(suffixList),
                    sites.read().essential(),
                    Vocabulary.standard()::isAllowType);
        } catch (InvalidPolicyException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }
}
