package org.schoolgate.cli.list;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.remote.AdminConnection;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.list.ListSourceException;
import org.schoolgate.rules.locked.LockedListException;
import org.schoolgate.rules.locked.LockedSelfTest;
import org.schoolgate.rules.locked.LockedSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code schoolgate lists lock}: puts a locked list into the slot. It is hashed here; what is sent has no address in it, and
 * what is printed neither.
 */
@Command(
        name = "lock",
        description = "Puts a locked list into the slot of the admin process, for good.",
        footer = {
            "",
            "The first locked list arms the slot, and nothing disarms it: from then on there is a locked list, or all but",
            "the help set is closed. A later list takes the place of the one before. The list is hashed on this machine;",
            "no address in it leaves it."
        })
final class LockCommand implements Callable<Integer> {
    private static final int SHOWN_LINES = 20;

    @Mixin
    private Output output;

    @Mixin
    private AdminConnection admin;

    @Option(
            names = "--source",
            required = true,
            paramLabel = "FORMAT:PATH",
            converter = SourceConverter.class,
            description = "The list; a file, a folder, or an archive of one.")
    private ListSource source;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who does it, for the record that nobody can change (${DEFAULT-VALUE}).")
    private String by;

    @Option(names = "--force", description = "Takes a list that has lost much since the last time.")
    private boolean force;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        LockedSource.Made made = made();
        String target = "/api/v1/lists/locked?by=" + URLEncoder.encode(by, StandardCharsets.UTF_8)
                + (force ? "&force=true" : "");
        JsonNode answer = admin.put(target, "application/octet-stream", BodyPublishers.ofByteArray(made.file()));
        if (output.isJson()) {
            output.json(answer);
        } else {
            print(made, answer);
        }
        return 0;
    }

    private LockedSource.Made made() throws IOException, RefusedException {
        try {
            return LockedSource.read(source, new SecureRandom());
        } catch (ListSourceException | LockedListException e) {
            throw new RefusedException(String.valueOf(e.getMessage()));
        }
    }

    private void print(LockedSource.Made made, JsonNode answer) {
        output.text()
                .printf(
                        "read %d, hosts %d, pages %d, duplicate %d, rejected %d%n",
                        made.read(), made.list().names(), made.list().pages(), made.duplicates(), made.rejected());
        made.firstRejected().stream()
                .limit(SHOWN_LINES)
                .forEach(line -> output.text().printf("%s line %d: %s%n", line.file(), line.line(), line.reason()));
        if (made.rejected() > SHOWN_LINES) {
            made.reasons().forEach((reason, count) -> output.text().printf("in all %d: %s%n", count, reason));
        }
        output.text()
                .printf(
                        "locked, the slot is armed for good: list %d, by %s, in generation %s%n",
                        answer.path("record").size(),
                        by,
                        answer.path("generation").asText());
        output.text().printf("to see that it works, open http://%s/: it is blocked%n", LockedSelfTest.HOST);
        output.text().flush();
    }
}
