package org.schoolgate.cli.people;

import picocli.CommandLine.Command;

/** {@code schoolgate people}: all that concerns people and classes. */
@Command(
        name = "people",
        description = "Imports people and classes, lists them, and lets people set their passwords.",
        subcommands = {PeopleImportCommand.class, PeopleListCommand.class, PasswordLinkCommand.class})
public final class PeopleCommand {}
