package org.schoolgate.endtoend;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The distribution that this build packed; what is tested is what is shipped. */
final class Distribution {
    /** As {@code JDK_JAVA_OPTIONS} has them: little memory, and each lost buffer is reported. */
    static final String JVM_FLAGS = "-Xmx1g -Dio.netty.leakDetection.level=paranoid";

    private Distribution() {}

    /** A command of it, on the Java that runs the tests and with {@link #JVM_FLAGS}; not started yet. */
    static ProcessBuilder command(List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(home().resolve("bin/schoolgate").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JDK_JAVA_OPTIONS", JVM_FLAGS);
        return builder;
    }

    /** The folder that a user would unpack. */
    static Path home() throws IOException {
        try (DirectoryStream<Path> built = Files.newDirectoryStream(Path.of("target"), "schoolgate-*")) {
            for (Path candidate : built) {
                if (Files.isExecutable(candidate.resolve("bin/schoolgate"))) {
                    return candidate.toAbsolutePath();
                }
            }
        }
        throw new IOException("no distribution under target; mvn package makes it");
    }
}
