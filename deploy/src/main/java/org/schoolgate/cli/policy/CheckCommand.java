package org.schoolgate.cli.policy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.TextFile;
import org.schoolgate.rules.policy.InvalidPolicyException;
import org.schoolgate.rules.policy.PolicyDocument;
import org.schoolgate.rules.policy.PolicyError;
import org.schoolgate.rules.policy.PolicyLints;
import org.schoolgate.rules.policy.PolicyReader;
import org.schoolgate.rules.policy.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code schoolgate policy check}: all mistakes of a policy at once, in the form that editors jump to. */
@Command(
        name = "check",
        description = "Says whether a policy is free of mistakes.",
        footer = {
            "",
            "Prints every mistake with file, line, column and the nearest known name, and exits with 1. Without a",
            "mistake it warns of what is probably not meant: rules that never decide, times that never come …"
        })
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Output output;

    @Mixin
    private SitesOption sites;

    @Parameters(paramLabel = "FILE", description = "A policy.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        try {
            accept(PolicyReader.read(TextFile.read(file), file.toString(), Vocabulary.standard(), sites.read()));
            return 0;
        } catch (InvalidPolicyException e) {
            refuse(e.errors());
            return 1;
        }
    }

    private void accept(PolicyDocument policy) {
        List<String> warnings = PolicyLints.of(policy, Vocabulary.standard(), Instant.now());
        if (output.isJson()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("valid", true);
            facts.put("version", policy.version());
            facts.put("warnings", warnings);
            output.json(facts);
        } else {
            output.text()
                    .println(file + ": no mistake; " + policy.zones().size() + " zones, "
                            + policy.roles().size() + " roles, version " + policy.version());
            warnings.forEach(warning -> output.text().println("warning: " + warning));
        }
    }

    private void refuse(List<PolicyError> errors) {
        errors.forEach(error -> spec.commandLine().getErr().println(error.text()));
        if (output.isJson()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("valid", false);
            facts.put("errors", errors);
            output.json(facts);
        }
    }
}
