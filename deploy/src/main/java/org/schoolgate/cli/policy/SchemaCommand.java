package org.schoolgate.cli.policy;

import java.util.concurrent.Callable;
import org.schoolgate.rules.policy.PolicySchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code schoolgate policy schema}: for editors. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of policies, by which editors complete and check them.",
        footer = {
            "",
            "An editor with a YAML language server finds it by the first line of the policy:",
            "# yaml-language-server: $$schema=policy.schema.json"
        })
final class SchemaCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(PolicySchema.text());
        return 0;
    }
}
