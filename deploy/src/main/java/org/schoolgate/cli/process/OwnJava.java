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

    /** The command line that runs this program with these arguments, from its class archive where there is one. */
    static List<String> command(List<String> arguments) {
        return command(ClassArchive.of(arguments.get(0)).asFlags(), arguments);
    }

    /** The same with these flags in place of the class archive. */
    static List<String> command(List<String> flags, List<String> arguments) {
        List<String> command = java(flags);
        command.add(MAIN);
        command.addAll(arguments);
        return command;
    }

    /** This Java with its class path and flags, and no class to run. */
    static List<String> java(List<String> flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Path options = Distribution.home().resolve("jvm.options");
        if (Files.exists(options)) {
            command.add("@" + options);
        }
        command.addAll(Distribution.asFlags());
        command.addAll(flags);
        command.addAll(List.of("-cp", Distribution.classPath()));
        return command;
    }
}
