package org.schoolgate.cli.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.schoolgate.cli.console.Distribution;

/** Starts this program once more: the same Java, the same class path, and the one set of JVM flags. */
final class OwnJava {
    /** By name: this package is below the one that holds it. */
    static final String MAIN = "org.schoolgate.cli.Main";

    private OwnJava() {}

    /** The command line that runs this program with these arguments. */
    static List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Path options = Distribution.home().resolve("jvm.options");
        if (Files.exists(options)) {
            command.add("@" + options);
        }
        command.addAll(Distribution.asFlags());
        command.addAll(List.of("-cp", Distribution.classPath(), MAIN));
        command.addAll(arguments);
        return command;
    }
}
