package org.schoolgate.cli.policy;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.Table;
import org.schoolgate.cli.remote.AdminConnection;
import org.schoolgate.rules.index.Index;
import org.schoolgate.rules.policy.PolicyDocument;
import org.schoolgate.rules.policy.review.Change;
import org.schoolgate.rules.policy.review.Listings;
import org.schoolgate.rules.policy.review.PolicyDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code schoolgate policy diff}: what a policy changes, for whom and when, and who has to agree to it. */
@Command(
        name = "diff",
        description = "Says what a policy changes of another, for whom and when.",
        footer = {
            "",
            "Compares what both decide within a year from now, not how they are written. What loosens needs a second",
            "person, but for a single host that no list has in a category of risk: give --index, or that is not known.",
            "Exits with 0 whether or not there are changes, and with 1 when one of the two has mistakes."
        })
final class DiffCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Output output;

    @Mixin
    private SitesOption sites;

    @Mixin
    private AdminConnection admin;

    @Option(
            names = "--published",
            description = "Compares FILE with what is in force, which the admin process is asked for.")
    private boolean published;

    @Option(names = "--index", paramLabel = "FILE", description = "A compiled index, to know hosts of risk by.")
    private @Nullable Path index;

    @Parameters(
            arity = "1..2",
            paramLabel = "FILE",
            description = "The policy before, and the one after; with --published, the one after.")
    private List<Path> files;

    @Override
    public Integer call() throws Exception {
        if (files.size() != (published ? 1 : 2)) {
            throw new ParameterException(
                    spec.commandLine(),
                    files.size() + " files (expected: "
                            + (published ? "one, beside --published" : "two, or --published") + ")");
        }
        Path after = files.get(files.size() - 1);
        PolicyDocument is = PolicyFile.read(after, sites);
        PolicyDocument was = published
                ? PolicyFile.read(admin.getText("/api/v1/policy"), "policy in force", sites)
                : PolicyFile.read(files.get(0), sites);
        List<Change> changes = PolicyDiff.between(was, is, Instant.now(), listings());
        if (output.isJson()) {
            output.json(facts(changes));
        } else {
            print(changes);
        }
        return 0;
    }

    private Listings listings() throws IOException {
        if (index == null) {
            return Listings.UNKNOWN;
        }
        Index opened = Index.open(index);
        return host -> opened.find(host, List.of()).categories();
    }

    private void print(List<Change> changes) {
        PrintWriter out = output.text();
        if (changes.isEmpty()) {
            out.println("no change");
            return;
        }
        Table table = new Table("direction", "about", "needs", "change");
        changes.forEach(change -> table.row(
                change.direction().id(),
                change.kind().title(),
                change.needsSecondPerson() ? "second person" : "",
                change.text()));
        table.print(out);
        out.println(needed(changes));
    }

    private static String needed(List<Change> changes) {
        long loosening = changes.stream().filter(Change::needsSecondPerson).count();
        return loosening == 0
                ? "the network manager alone may put this in force"
                : "a second person has to agree (" + loosening + " of " + changes.size()
                        + "): the safeguarding lead, a deputy, the head or another senior leader, and not the author";
    }

    private static Map<String, Object> facts(List<Change> changes) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("secondPerson", changes.stream().anyMatch(Change::needsSecondPerson));
        facts.put("changes", changes.stream().map(DiffCommand::facts).toList());
        return facts;
    }

    private static Map<String, Object> facts(Change change) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("direction", change.direction().id());
        facts.put("kind", change.kind().id());
        facts.put("secondPerson", change.needsSecondPerson());
        facts.put("roles", change.roles());
        facts.put("among", change.among());
        facts.put("when", change.when());
        facts.put("what", change.what());
        facts.put("before", change.before());
        facts.put("after", change.after());
        facts.put("text", change.text());
        return facts;
    }
}
