package org.schoolgate.cli.people;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.remote.AdminConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code schoolgate people import}: people and classes of a CSV, or of a OneRoster folder; one with mistakes changes nothing. */
@Command(
        name = "import",
        description = "Imports people and classes, through the admin process.",
        footer = {
            "",
            "A CSV with a header (UTF-8, or UTF-16 as spreadsheets save it), a OneRoster folder, or a zip of one. Every",
            "mistake is printed with file, line and column. What the file says nothing of stays as it is. Names are not",
            "printed, and a column of passwords is hashed at once: delete the file afterwards."
        })
final class PeopleImportCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Mixin
    private AdminConnection admin;

    @Mixin
    private ImportDetails details;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "Of those of whom the file says neither role nor year group.")
    private @Nullable String role;

    @Parameters(paramLabel = "FILE|FOLDER", description = "A CSV, or a OneRoster folder or zip.")
    private Path file;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        String target = details.target("/api/v1/people/import", file)
                + (role == null ? "" : "&role=" + ImportDetails.encoded(role));
        byte[] content = Files.isDirectory(file) ? RosterZip.of(file) : Files.readAllBytes(file);
        details.print(
                admin.post(target, "application/octet-stream", BodyPublishers.ofByteArray(content)), "leave", output);
        return 0;
    }
}
