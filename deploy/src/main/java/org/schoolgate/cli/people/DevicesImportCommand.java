package org.schoolgate.cli.people;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.remote.AdminConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code schoolgate devices import}: devices of a CSV; one with mistakes changes nothing. */
@Command(
        name = "import",
        description = "Imports devices, through the admin process.",
        footer = {"", "A CSV with a header. Owners are found by their ids or user names."})
final class DevicesImportCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Mixin
    private AdminConnection admin;

    @Mixin
    private ImportDetails details;

    @Parameters(paramLabel = "FILE", description = "A CSV.")
    private Path file;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        String target = details.target("/api/v1/devices/import", file);
        details.print(admin.post(target, "application/octet-stream", BodyPublishers.ofFile(file)), "removed", output);
        return 0;
    }
}
