package org.schoolgate.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.schoolgate.cli.console.Output;
import org.schoolgate.cli.console.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code schoolgate version}. */
@Command(name = "version", description = "Prints the version of this program and of its Java.")
final class VersionCommand implements Callable<Integer> {
    @Mixin
    private Output output;

    @Override
    public Integer call() {
        String version = Version.text();
        String java = System.getProperty("java.vm.version");
        if (output.isJson()) {
            Map<String, String> versions = new LinkedHashMap<>();
            versions.put("version", version);
            versions.put("java", java);
            output.json(versions);
        } else {
            output.text().println("schoolgate " + version + " (Java " + java + ")");
        }
        return 0;
    }
}
