package org.schoolgate.cli.log;

import picocli.CommandLine.Command;

/** {@code schoolgate log}: what a gateway wrote down. */
@Command(
        name = "log",
        description = "Reads the access log of a gateway on this machine.",
        subcommands = {ExportCommand.class})
public final class LogCommand {}
