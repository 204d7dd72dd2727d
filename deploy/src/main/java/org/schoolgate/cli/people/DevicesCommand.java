package org.schoolgate.cli.people;

import picocli.CommandLine.Command;

/** {@code schoolgate devices}: all that concerns the inventory of devices. */
@Command(
        name = "devices",
        description = "Imports devices, and lists them.",
        subcommands = {DevicesImportCommand.class, DevicesListCommand.class})
public final class DevicesCommand {}
