package org.schoolgate.cli.process;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.cli.console.RefusedException;
import picocli.CommandLine.Option;

/** Where an installation keeps its files and its settings, and who watches over the process. */
final class DataOptions {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Folder that the installation keeps everything in (${DEFAULT-VALUE}).")
    private Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings (DIR/schoolgate.yaml, if there is one). Options stand above it.")
    private @Nullable Path config;

    @Option(names = "--supervised", hidden = true)
    private boolean supervised;

    DataFolder folder() {
        return new DataFolder(data);
    }

    /** What the settings file says; a supervised admin process was told everything by options. */
    Settings settings(boolean demo) throws RefusedException, IOException {
        Settings defaults = Settings.defaults(demo);
        return supervised ? defaults : SettingsFile.read(config, data, defaults);
    }

    /** The settings of a gateway, supervised or not, which it is to follow. */
    FollowedSettings followed(FollowedSettings.Reader reader) {
        DataFolder folder = folder();
        return new FollowedSettings(config, folder, Settings.defaults(folder.isDemonstration()), reader);
    }

    /** The options by which a process of its own finds the same files. */
    List<String> arguments() {
        return new Arguments().add("--data", data).add("--config", config).list();
    }

    /** Holds {@code server} in the foreground, saying where it serves; does not return. */
    void hold(Foreground.Stop server, ReadyLine line, PrintWriter out) throws InterruptedException {
        Foreground foreground = Foreground.of(server);
        if (supervised) {
            foreground.endWithStandardInput();
        }
        out.println(line.text());
        out.flush();
        foreground.await();
    }
}
