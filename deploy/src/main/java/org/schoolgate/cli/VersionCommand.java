package org.schoolgate.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.schoolgate.cli.console.JsonOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code schoolgate version}. */
@Command(name = "version", description = "Prints the version of this program and of its Java.")
final class VersionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        // Only a jar has a manifest that says.
        String version = Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "unpackaged");
        String java = System.getProperty("java.vm.version");
        if (json) {
            Map<String, String> versions = new LinkedHashMap<>();
            versions.put("version", version);
            versions.put("java", java);
            JsonOutput.print(spec.commandLine().getOut(), versions);
        } else {
            spec.commandLine().getOut().println("schoolgate " + version + " (Java " + java + ")");
        }
        return 0;
    }
}
