package org.schoolgate.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.schoolgate.cli.bundle.BundleCommand;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.dns.DnsRulesCommand;
import org.schoolgate.cli.list.ListsCommand;
import org.schoolgate.cli.log.LogCommand;
import org.schoolgate.cli.people.DevicesCommand;
import org.schoolgate.cli.people.PeopleCommand;
import org.schoolgate.cli.policy.PolicyCommand;
import org.schoolgate.cli.process.AdminCommand;
import org.schoolgate.cli.process.ClassArchiveCommand;
import org.schoolgate.cli.process.GatewayCommand;
import org.schoolgate.cli.process.RunCommand;
import org.schoolgate.cli.selftest.SelftestCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/**
 * What {@code deploy/schoolgate} starts. Exit codes: 0 done, 1 refused or failed with a message on standard error, 2 wrong
 * usage.
 */
@Command(
        name = "schoolgate",
        description = "Web filtering and monitoring for schools.",
        subcommands = {
            RunCommand.class,
            GatewayCommand.class,
            AdminCommand.class,
            ListsCommand.class,
            PolicyCommand.class,
            PeopleCommand.class,
            DevicesCommand.class,
            BundleCommand.class,
            DnsRulesCommand.class,
            LogCommand.class,
            SelftestCommand.class,
            ClassArchiveCommand.class,
            VersionCommand.class
        })
public final class Main {
    private static final int OUTPUT_BUFFER = 1 << 16;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Says how this command is used.")
    private boolean help;

    public static void main(String[] args) {
        System.exit(run(writer(FileDescriptor.out), writer(FileDescriptor.err), args));
    }

    /** Runs one command and returns its exit code; what it printed is flushed, or it has failed. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        int code = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler(Main::failed)
                .execute(args);
        boolean lost = out.checkError();
        if (lost) {
            err.println("schoolgate: standard output cannot be written");
        }
        err.flush();
        return lost ? CommandLine.ExitCode.SOFTWARE : code;
    }

    private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (failure instanceof RefusedException || failure instanceof IOException) {
            err.println("schoolgate: " + reason(failure));
        } else {
            failure.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Where the message of an exception is but a file's name, what is the matter with the file. */
    static String reason(Exception failure) {
        if (failure instanceof NoSuchFileException missing) {
            return "no such file: " + missing.getFile();
        }
        if (failure instanceof AccessDeniedException denied) {
            return "no permission: " + denied.getFile();
        }
        return String.valueOf(failure.getMessage());
    }

    private static PrintWriter writer(FileDescriptor stream) {
        OutputStreamWriter encoder = new OutputStreamWriter(new FileOutputStream(stream), StandardCharsets.UTF_8);
        return new PrintWriter(new BufferedWriter(encoder, OUTPUT_BUFFER));
    }
}
