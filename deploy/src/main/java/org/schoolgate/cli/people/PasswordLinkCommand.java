package org.schoolgate.cli.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.remote.AdminConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code schoolgate people password-link}: a link by which a person sets their password, once. */
@Command(
        name = "password-link",
        description = "Makes a link by which a person sets their password.",
        footer = {"", "It can be used once, within a week, and takes the place of any that the person had."})
final class PasswordLinkCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Mixin
    private AdminConnection admin;

    @Option(
            names = "--by",
            paramLabel = "ID",
            defaultValue = "${sys:user.name}",
            description = "Who does it, for the record of changes (${DEFAULT-VALUE}).")
    private String by;

    @Parameters(paramLabel = "ID", description = "Of the person.")
    private String id;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        String target = "/api/v1/people/" + ImportDetails.encoded(id) + "/password-link?by="
                + ImportDetails.encoded(by.toLowerCase(Locale.ROOT));
        JsonNode made = admin.post(target, "application/json", BodyPublishers.noBody());
        if (output.isJson()) {
            output.json(made);
        } else {
            output.text().println(made.path("link").asText());
            output.text().println("until " + made.path("expiresAt").asText());
        }
        return 0;
    }
}
