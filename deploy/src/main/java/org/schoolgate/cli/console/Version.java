package org.schoolgate.cli.console;

import java.util.Objects;

/** Which version of this program runs. */
public final class Version {
    private Version() {}

    /** As its jar says; only a jar has a manifest that does. */
    public static String text() {
        return Objects.requireNonNullElse(Version.class.getPackage().getImplementationVersion(), "unpackaged");
    }
}
