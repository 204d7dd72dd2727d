package org.schoolgate.cli.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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

    /** The one for a command. */
    static ClassArchive of(String command) {
        return command.equals("gateway") ? GATEWAY : ADMIN;
    }

    /** Where the archive for this Java is, or would be. */
    Path file() {
        String process = name().toLowerCase(Locale.ROOT);
        return Distribution.home()
                .resolve("classes-" + process + "-" + System.getProperty("java.runtime.version") + ".jsa");
    }

    /** What tells a process of this Java to use it; nothing where there is none. */
    List<String> asFlags() {
        return Files.isReadable(file()) ? List.of("-XX:SharedArchiveFile=" + file()) : List.of();
    }
}
