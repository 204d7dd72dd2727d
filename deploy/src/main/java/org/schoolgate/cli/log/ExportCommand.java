package org.schoolgate.cli.log;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.rules.access.AccessFollower;
import org.schoolgate.rules.access.AccessRecord;
import org.schoolgate.rules.disk.Disk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code schoolgate log export}: access records as lines for other programs. */
@Command(
        name = "export",
        description = "Prints access records, the oldest first, in the format of another program.",
        footer = {
            "",
            "Times are those of the gateway's clock at the end of each exchange. A day begins at midnight of --time-zone.",
            "Bytes that are not printable ASCII are percent-encoded, but for jsonl."
        })
final class ExportCommand implements Callable<Integer> {
    private static final long POLL_MILLIS = 500;

    /** So that a long export ends when nobody reads it any more. */
    private static final int LINES_A_LOOK = 1_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder of the installation (${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--segments",
            paramLabel = "DIR",
            description = "Folder of one gateway's segments (DIR/gateway/access).")
    private @Nullable Path segments;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "squid, e2guardian, e2guardian-tab or jsonl.")
    private String format;

    @Option(names = "--from", paramLabel = "TIME", description = "Records from then on (all).")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Records before then (all).")
    private @Nullable String to;

    @Option(names = "--time-zone", paramLabel = "ZONE", description = "As in Europe/London (that of this machine).")
    private @Nullable String timeZone;

    @Option(names = "--follow", description = "Goes on with what the gateway writes, until --to or an interrupt.")
    private boolean follow;

    private long lines;

    @Override
    public Integer call() throws IOException, RefusedException, InterruptedException {
        ZoneId zone = zone();
        Function<AccessRecord, String> writer = LineFormat.of(format)
                .orElseThrow(
                        () -> new RefusedException("format: \"" + format + "\" (expected: " + LineFormat.ids() + ")"))
                .writer(zone);
        AccessFollower records = new AccessFollower(
                Disk.ofSystem(), folder(), TimeOption.read("--from", from, zone), TimeOption.read("--to", to, zone));
        print(records, writer);
        while (follow && !records.isPastTheEnd()) {
            Thread.sleep(POLL_MILLIS);
            print(records, writer);
        }
        tellDamage(records.damaged());
        return 0;
    }

    private ZoneId zone() throws RefusedException {
        try {
            return timeZone == null ? ZoneId.systemDefault() : ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw new RefusedException("--time-zone: " + timeZone + " (expected: one as in Europe/London)");
        }
    }

    private Path folder() throws RefusedException {
        Path folder = segments == null ? data.resolve("gateway").resolve("access") : segments;
        if (!Files.isDirectory(folder)) {
            throw new RefusedException("no such folder: " + folder);
        }
        return folder;
    }

    private void print(AccessFollower records, Function<AccessRecord, String> writer) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try {
            records.read(record -> {
                out.println(writer.apply(record));
                if (++lines % LINES_A_LOOK == 0 && out.checkError()) {
                    throw new NotRead();
                }
            });
        } catch (NotRead e) {
            throw new IOException("the export is not read to its end", e);
        }
        out.flush();
    }

    private void tellDamage(int damaged) {
        if (damaged > 0) {
            spec.commandLine().getErr().println("left out, as they are damaged: " + damaged + " frames or lines");
        }
    }

    private static final class NotRead extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
