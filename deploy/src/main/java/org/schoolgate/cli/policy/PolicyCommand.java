package org.schoolgate.cli.policy;

import picocli.CommandLine.Command;

/** {@code schoolgate policy}: all that concerns the policy document. */
@Command(
        name = "policy",
        description = "Checks and compares policies, publishes them, and asks what they decide.",
        subcommands = {
            CheckCommand.class,
            DiffCommand.class,
            ExplainCommand.class,
            FormatCommand.class,
            MatrixCommand.class,
            PublishCommand.class,
            SchemaCommand.class
        })
public final class PolicyCommand {}
