package org.schoolgate.cli.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.remote.AdminConnection;
import org.schoolgate.rules.policy.PolicyDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code schoolgate policy publish}: puts a policy into force; one with mistakes is refused and the old one stays. */
@Command(name = "publish", description = "Puts a policy into force, through the admin process.")
final class PublishCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Mixin
    private SitesOption sites;

    @Mixin
    private AdminConnection admin;

    @Parameters(paramLabel = "FILE", description = "A policy.")
    private Path file;

    @Override
    public Integer call() throws Exception {
        // The admin process looks as well, but does not know what the file is called.
        PolicyDocument policy = PolicyFile.read(file, sites);
        JsonNode answer = admin.put("/api/v1/policy", "application/yaml", BodyPublishers.ofString(policy.text()));
        if (output.isJson()) {
            output.json(answer);
            return 0;
        }
        output.text()
                .println("published in generation " + answer.path("generation").asText() + ", policy version "
                        + answer.path("policyVersion").asText());
        answer.path("warnings").forEach(warning -> output.text().println("warning: " + warning.asText()));
        return 0;
    }
}
