package org.schoolgate.cli.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.console.Table;
import org.schoolgate.cli.remote.AdminConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code schoolgate devices list}: the inventory. */
@Command(name = "list", description = "Lists devices.")
final class DevicesListCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Mixin
    private AdminConnection admin;

    @Option(names = "--kind", paramLabel = "KIND", description = "Of this kind.")
    private @Nullable String kind;

    @Option(names = "--group", paramLabel = "ID", description = "In this group.")
    private @Nullable String group;

    @Override
    public Integer call() throws IOException, InterruptedException, RefusedException {
        String target = "/api/v1/devices?kind=" + ImportDetails.encoded(kind == null ? "" : kind)
                + (group == null ? "" : "&group=" + ImportDetails.encoded(group));
        List<JsonNode> devices = Pages.all(admin, target);
        if (output.isJson()) {
            devices.forEach(output::json);
            return 0;
        }
        Table table = new Table("id", "kind", "owner", "role", "groups", "trusts CA", "addresses", "MACs", "changed");
        for (JsonNode device : devices) {
            table.row(
                    device.path("id").asText(),
                    device.path("kind").asText(),
                    device.path("owner").asText(),
                    device.path("role").asText(),
                    Pages.joined(device.path("groups")),
                    device.path("trustsCa").asBoolean() ? "yes" : "no",
                    Pages.joined(device.path("addresses")),
                    Pages.joined(device.path("macs")),
                    device.path("changedAt").asText());
        }
        table.print(output.text());
        return 0;
    }
}
