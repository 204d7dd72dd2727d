package org.schoolgate.cli.policy;

import picocli.CommandLine.Command;

/** {@code schoolgate policy}: all that concerns the policy document. */
@Command(
        name = "policy",
        description = "Checks policies, publishes them, and asks what they decide.",
        subcommands = {CheckCommand.class, ExplainCommand.class, PublishCommand.class})
public final class PolicyCommand {}
