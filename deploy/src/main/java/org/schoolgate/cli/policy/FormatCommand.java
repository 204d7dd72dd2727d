package org.schoolgate.cli.policy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.rules.policy.PolicyDocument;
import org.schoolgate.rules.policy.PolicyFormat;
import org.schoolgate.rules.policy.review.Change;
import org.schoolgate.rules.policy.review.Listings;
import org.schoolgate.rules.policy.review.PolicyDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code schoolgate policy format}: one layout for all policies, so that a change of one is a small change of its text. */
@Command(
        name = "format",
        description = "Prints a policy in the order and layout in which policies are best read and compared.",
        footer = {
            "",
            "Keys are ordered as in the schema; lists, roles and names keep their order, and comments stay with the key that they",
            "stand before or beside. Nothing is printed or written unless the policy means the same, and has all its comments."
        })
final class FormatCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private SitesOption sites;

    @Option(names = "--write", description = "Writes it to FILE, in place of what is there, and prints nothing.")
    private boolean write;

    @Option(names = "--drop-comments", description = "Leaves out comments for which there is no place in that layout.")
    private boolean dropComments;

    @Parameters(paramLabel = "FILE", description = "A policy.")
    private Path file;

    @Override
    public Integer call() throws IOException, RefusedException {
        PolicyDocument policy = PolicyFile.read(file, sites);
        String text = PolicyFormat.format(policy.text());
        requireSame(policy, PolicyFile.read(text, file + " as laid out", sites));
        requireComments(policy.text(), text);
        if (write) {
            Files.writeString(file, text);
        } else {
            spec.commandLine().getOut().print(text);
        }
        return 0;
    }

    private void requireSame(PolicyDocument policy, PolicyDocument laidOut) throws RefusedException {
        List<Change> changes = PolicyDiff.between(policy, laidOut, Instant.now(), Listings.UNKNOWN);
        if (!changes.isEmpty()) {
            throw new RefusedException(file + ": would mean something else when laid out: "
                    + changes.get(0).text() + "; it stays as it is");
        }
    }

    private void requireComments(String before, String after) throws RefusedException {
        List<String> lost = new ArrayList<>(PolicyFormat.comments(before));
        PolicyFormat.comments(after).forEach(lost::remove);
        if (!lost.isEmpty() && !dropComments) {
            throw new RefusedException(file + ": there is no place for the comment \"# " + lost.get(0) + "\""
                    + (lost.size() == 1 ? "" : " and " + (lost.size() - 1) + " more")
                    + " in that layout (expected: it before a key or an item, or --drop-comments)");
        }
    }
}
