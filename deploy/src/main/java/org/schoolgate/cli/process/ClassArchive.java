package org.schoolgate.cli.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.schoolgate.cli.console.Distribution;

/**
 * The classes that both planes load when they start, parsed, verified and laid out beforehand (class data sharing). A JVM maps
 * the file instead of reading ten thousand classes out of jars: a start takes about half its time.
 *
 * <p>It holds for one JVM and one set of jars. A JVM that finds it does not fit says so and starts without it; another version
 * of Java looks for a file of its own.
 */
final class ClassArchive {
    private ClassArchive() {}

    /** Where the archive of this Java is, or would be. */
    static Path file() {
        return Distribution.home().resolve("classes-" + System.getProperty("java.runtime.version") + ".jsa");
    }

    /** What tells a process of this Java to use it; nothing where there is none. */
    static List<String> asFlags() {
        return Files.isReadable(file()) ? List.of("-XX:SharedArchiveFile=" + file()) : List.of();
    }
}
