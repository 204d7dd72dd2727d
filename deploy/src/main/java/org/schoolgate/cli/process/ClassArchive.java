package org.schoolgate.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.schoolgate.cli.console.Distribution;

/**
 * The classes that a process loads when it starts, parsed, verified and laid out beforehand (class data sharing). A JVM maps
 * the file instead of reading ten thousand classes out of jars: a start takes about half its time.
 *
 * <p>Each plane has its own: nearly all of the file is in memory as long as the process runs. It holds for one JVM and one set
 * of jars. A JVM that finds it does not fit says so and starts without it; another version of Java looks for files of its own.
 */
enum ClassArchive {
    GATEWAY,
    /** And of all other commands: what they need is in it too. */
    ADMIN;

    private static final Pattern ANY = Pattern.compile("classes-.+\\.jsa(\\.new)?");

    /** The one for a command. */
    static ClassArchive of(String command) {
        return command.equals("gateway") ? GATEWAY : ADMIN;
    }

    /** Where the archive for this Java is, or would be. */
    Path file() {
        return file(Distribution.home());
    }

    private Path file(Path home) {
        String process = name().toLowerCase(Locale.ROOT);
        return home.resolve("classes-" + process + "-" + System.getProperty("java.runtime.version") + ".jsa");
    }

    /** Those in the folder of a program that no process of this Java and this version of the program uses, with their drafts. */
    static List<Path> outdated(Path home) throws IOException {
        Set<Path> used = Stream.of(values()).map(archive -> archive.file(home)).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(
                            file -> ANY.matcher(file.getFileName().toString()).matches())
                    .filter(file -> !used.contains(file))
                    .toList();
        }
    }

    /** What tells a process of this Java to use it; nothing where there is none. */
    List<String> asFlags() {
        return Files.isReadable(file()) ? List.of("-XX:SharedArchiveFile=" + file()) : List.of();
    }
}
