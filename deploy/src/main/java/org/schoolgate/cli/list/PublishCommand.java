package org.schoolgate.cli.list;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.RefusedException;
import org.schoolgate.cli.remote.AdminConnection;
import org.schoolgate.rules.list.ListSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code schoolgate lists publish}: uploads sources, one after another; each replaces what the admin had under its name. */
@Command(
        name = "publish",
        description = "Uploads lists to the admin process, which compiles and publishes them.",
        footer = {
            "",
            "A source replaces the one that was published under the same name: ut1 for that format, else the name",
            "of its file."
        })
final class PublishCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Mixin
    private AdminConnection admin;

    @Mixin
    private SourceOption source;

    @Mixin
    private SourceDetails details;

    @Option(names = "--name", paramLabel = "NAME", description = "Another name for the one source that is given.")
    private @Nullable String name;

    @Option(names = "--force", description = "Takes a list that has lost much since the last time.")
    private boolean force;

    @Override
    public Integer call() throws Exception {
        List<ListSource> sources = details.over(source.sources());
        if (name != null && sources.size() > 1) {
            throw new RefusedException("--name is for one --source, not for " + sources.size());
        }
        refuseSameName(sources);
        for (ListSource each : sources) {
            print(publish(each));
        }
        return 0;
    }

    /** The later of the two would replace the earlier, unseen. */
    private void refuseSameName(List<ListSource> sources) throws RefusedException {
        Map<String, ListSource> named = new HashMap<>();
        for (ListSource each : sources) {
            ListSource other = named.put(name(each), each);
            if (other != null) {
                throw new RefusedException("two sources would be published as \"" + name(each) + "\": " + other.path()
                        + " and " + each.path() + " (publish one of them by itself, with another --name)");
            }
        }
    }

    private JsonNode publish(ListSource each) throws IOException, InterruptedException, RefusedException {
        if (!Files.isDirectory(each.path())) {
            return upload(each, each.path());
        }
        Path archive = Files.createTempFile("schoolgate-", ".tar.zst");
        try {
            PackedFolder.write(each.path(), archive);
            return upload(each, archive);
        } finally {
            Files.delete(archive);
        }
    }

    private JsonNode upload(ListSource each, Path file) throws IOException, InterruptedException, RefusedException {
        String category =
                each.category().map(known -> "&category=" + known.id()).orElse("");
        String licence = each.provenance().licence();
        String target = "/api/v1/lists/sources/" + name(each) + "?format="
                + each.format().id() + category
                + (licence.isEmpty() ? "" : "&licence=" + URLEncoder.encode(licence, StandardCharsets.UTF_8))
                + (each.options().takesSuffixes() ? "&suffixes=true" : "")
                + (each.options().namesAlone() ? "&names_alone=true" : "")
                + (force ? "&force=true" : "");
        return admin.put(target, "application/octet-stream", BodyPublishers.ofFile(file));
    }

    private String name(ListSource each) {
        return name == null ? each.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-") : name;
    }

    private void print(JsonNode answer) {
        if (output.isJson()) {
            output.json(answer);
            return;
        }
        List<ListReport> lists = new ArrayList<>();
        answer.path("lists").forEach(list -> lists.add(ListReport.of(list)));
        ListReport.print(lists, output.text());
        output.text()
                .println("published in generation " + answer.path("generation").asText());
        output.text().flush();
    }
}
