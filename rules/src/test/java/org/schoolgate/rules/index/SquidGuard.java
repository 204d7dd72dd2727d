package org.schoolgate.rules.index;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/** squidGuard, the filter over Berkeley DB that Debian has: with one list of names, asked through its pipe. */
final class SquidGuard {
    private static final String PROGRAM = "squidGuard";

    private final Path folder;

    /** Hosts asked for by their number: which were blocked, and how long all took. */
    record Answers(BitSet blocked, long nanos) {}

    private SquidGuard(Path folder) {
        this.folder = folder;
    }

    static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
    }

    /** Compiles its database in a folder. */
    static SquidGuard of(Path folder, Iterable<String> names) throws IOException {
        Files.createDirectories(folder);
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("domains"))) {
            for (String name : names) {
                out.write(name + "\n");
            }
        }
        Files.writeString(folder.resolve("conf"), """
                dbhome %1$s
                logdir %1$s
                dest listed {
                  domainlist domains
                }
                acl {
                  default {
                    pass !listed all
                    redirect http://blocked.example/
                  }
                }
                """.formatted(folder.toAbsolutePath()));
        SquidGuard made = new SquidGuard(folder);
        made.run(ProcessBuilder.Redirect.from(new File("/dev/null")), "-C", "all");
        return made;
    }

    Answers ask(List<String> hosts) throws IOException {
        Path requests = folder.resolve("requests");
        try (BufferedWriter out = Files.newBufferedWriter(requests)) {
            for (String host : hosts) {
                out.write("http://" + host + "/ 192.0.2.1/- - GET\n");
            }
        }
        long start = System.nanoTime();
        List<String> answers = run(ProcessBuilder.Redirect.from(requests.toFile()));
        long nanos = System.nanoTime() - start;
        BitSet blocked = new BitSet();
        for (int i = 0; i < hosts.size(); i++) {
            blocked.set(i, answers.get(i).startsWith("OK"));
        }
        return new Answers(blocked, nanos);
    }

    private List<String> run(ProcessBuilder.Redirect input, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(PROGRAM, "-c", folder.resolve("conf").toString()));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectInput(input)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + " ended with " + process.exitValue() + "; see its log in " + folder);
            }
        } catch (InterruptedException e) {
            process.destroy();
            throw new IOException("interrupted", e);
        }
        return Files.readAllLines(output);
    }
}
