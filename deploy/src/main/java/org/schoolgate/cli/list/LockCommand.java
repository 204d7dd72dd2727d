package org.schoolgate.cli.list;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.remote.AdminConnection;
import org.schoolgate.rules.list.ListSource;
import org.schoolgate.rules.locked.LockedSelfTest;
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

    @Mixin
    private ReadingDetails reading;

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
        HashedList list = HashedList.of(reading.over(List.of(source)).get(0));
        String target = "/api/v1/lists/locked?by=" + URLEncoder.encode(by, StandardCharsets.UTF_8)
                + (force ? "&force=true" : "");
        JsonNode answer = admin.put(target, "application/octet-stream", BodyPublishers.ofByteArray(list.file()));
        if (output.isJson()) {
            output.json(answer);
        } else {
            print(list, answer);
        }
        return 0;
    }

    private void print(HashedList list, JsonNode answer) {
        list.print(output.text());
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
