package org.schoolgate.rules.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** Who we are at a server of someone else's. Its text does not say. */
public record Credentials(String user, String password) {
    private static final Set<PosixFilePermission> OWNERS = Set.copyOf(PosixFilePermissions.fromString("rwx------"));

    /**
     * Reads a file of one line, {@code USER:PASSWORD} in UTF-8, that is for its owner alone.
     *
     * @throws IOException when it cannot be read, is for others too, or has anything else in it; what it has is not said
     */
    public static Credentials read(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNERS.containsAll(permissions)) {
            throw new IOException(file + ": its mode is " + PosixFilePermissions.toString(permissions)
                    + " (expected: rw-------, for its owner alone)");
        }
        List<String> lines = Files.readAllLines(file);
        int colon = lines.size() == 1 ? lines.get(0).indexOf(':') : -1;
        if (colon <= 0) {
            throw new IOException(file + ": expected one line, USER:PASSWORD");
        }
        String line = lines.get(0);
        return new Credentials(line.substring(0, colon), line.substring(colon + 1));
    }

    @Override
    public String toString() {
        return "credentials";
    }
}
