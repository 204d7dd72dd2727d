package org.schoolgate.rules.bundle;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a file of a bundle is. */
public enum FileRole {
    /** The compiled index; large, changes with the lists. */
    INDEX(1, 4L << 30),
    /** The policy document, YAML as written. */
    POLICY(1, 1 << 20),
    /** The site sets, YAML. */
    SITES(1, 1 << 20),
    /** The live facts, JSON; small, changes often. */
    LIVE(3, 16 << 20),
    /** The locked list, keyed hashes; a bundle need not have one. */
    LOCKED(1, 64 << 20),
    /** People, classes and devices, JSON; a bundle need not have them. */
    PEOPLE(1, 64 << 20);

    private final String id = name().toLowerCase(Locale.ROOT);
    private final int version;
    private final long maxSize;

    FileRole(int version, long maxSize) {
        this.version = version;
        this.maxSize = maxSize;
    }

    /** As written in manifests. */
    public String id() {
        return id;
    }

    /** The greatest version of the file's format that is written, and read. */
    public int version() {
        return version;
    }

    /** In bytes; larger files are refused unread. */
    public long maxSize() {
        return maxSize;
    }

    static FileRole of(String id) throws BundleException {
        for (FileRole role : values()) {
            if (role.id.equals(id)) {
                return role;
            }
        }
        String known = Arrays.stream(values()).map(FileRole::id).collect(Collectors.joining(", "));
        throw new BundleException("role: \"" + id + "\" (expected: one of " + known + ")");
    }
}
