package org.schoolgate.cli.list;

import picocli.CommandLine.Command;

/** {@code schoolgate lists}: all that concerns lists and the index they are compiled to. */
@Command(
        name = "lists",
        description = "Compiles lists, publishes them, and asks what they say.",
        subcommands = {
            CompileCommand.class,
            ClassifyCommand.class,
            ExplainCommand.class,
            InfoCommand.class,
            LockCommand.class,
            StatsCommand.class,
            DiffCommand.class,
            ExportCommand.class,
            PublishCommand.class
        })
public final class ListsCommand {}
