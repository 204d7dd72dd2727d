package org.schoolgate.cli.console;

import java.nio.file.Path;
import java.util.List;

/** The folder that the program was unpacked into; the launcher says where that is. */
public final class Distribution {
    private static final String HOME = "schoolgate.home";

    private Distribution() {}

    /** Holds {@code jvm.options} and {@code starter}; the working folder when started without the launcher. */
    public static Path home() {
        return Path.of(System.getProperty(HOME, ""));
    }

    /** Starter policy, site sets, catalogue and demonstration lists. */
    public static Path starter() {
        return home().resolve("starter");
    }

    /** Of this program; short where it is the launcher's, whose pattern the JVM has written out in full. */
    public static String classPath() {
        return System.getProperty(HOME) == null
                ? System.getProperty("java.class.path")
                : home().resolve("lib").resolve("*").toString();
    }

    /** What tells another Java process the same. */
    public static List<String> asFlags() {
        return System.getProperty(HOME) == null ? List.of() : List.of("-D" + HOME + "=" + home());
    }
}
