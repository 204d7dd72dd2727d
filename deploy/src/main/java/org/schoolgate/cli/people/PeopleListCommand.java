package org.schoolgate.cli.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.console.Table;
import org.schoolgate.cli.remote.AdminConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code schoolgate people list}: who there is; names only with a reason, which is recorded. */
@Command(
        name = "list",
        description = "Lists people, without their names.",
        footer = {"", "With --reason names are listed too, and the record of changes says who read them and why."})
final class PeopleListCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Mixin
    private AdminConnection admin;

    @Option(names = "--role", paramLabel = "ROLE", description = "Of this role.")
    private @Nullable String role;

    @Option(names = "--class", paramLabel = "ID", description = "Taught in this class.")
    private @Nullable String classId;

    @Option(names = "--leavers", description = "Those who have left instead.")
    private boolean leavers;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why names are wanted.")
    private @Nullable String reason;

    @Option(
            names = "--by",
            paramLabel = "ID",
            defaultValue = "${sys:user.name}",
            description = "Who wants them, for the record of changes (${DEFAULT-VALUE}).")
    private String by;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        List<JsonNode> people = Pages.all(admin, target());
        if (output.isJson()) {
            people.forEach(output::json);
            return 0;
        }
        Table table = new Table("id", "role", "year", "classes", "source", "name", "user name");
        for (JsonNode person : people) {
            table.row(
                    person.path("id").asText(),
                    person.path("role").asText(),
                    person.path("year").asText(),
                    Pages.joined(person.path("classes")),
                    person.path("source").asText(),
                    person.path("name").asText(),
                    person.path("username").asText());
        }
        table.print(output.text());
        return 0;
    }

    private String target() {
        return "/api/v1/people?leaver=" + leavers
                + (role == null ? "" : "&role=" + ImportDetails.encoded(role))
                + (classId == null ? "" : "&class=" + ImportDetails.encoded(classId))
                + (reason == null
                        ? ""
                        : "&reason=" + ImportDetails.encoded(reason) + "&by="
                                + ImportDetails.encoded(by.toLowerCase(Locale.ROOT)));
    }
}
