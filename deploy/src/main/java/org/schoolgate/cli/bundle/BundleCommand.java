package org.schoolgate.cli.bundle;

import picocli.CommandLine.Command;

/** {@code schoolgate bundle}: what a gateway serves from, in a folder, without an admin process. */
@Command(
        name = "bundle",
        description = "Makes and verifies bundle folders, for gateways without an admin process.",
        subcommands = {BuildCommand.class, VerifyCommand.class})
public final class BundleCommand {}
