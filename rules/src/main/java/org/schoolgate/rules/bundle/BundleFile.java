package org.schoolgate.rules.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * One file of a bundle; its name is its SHA-256.
 *
 * @param sha256 64 lower-case hexadecimal digits
 * @param size in bytes
 * @param version of the file's format
 */
public record BundleFile(FileRole role, String sha256, long size, int version) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /** @throws IllegalArgumentException when the digest is none, or the size is none for this role */
    public BundleFile {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("sha256: \"" + sha256 + "\" (expected: 64 hexadecimal digits)");
        }
        if (size < 0 || size > role.maxSize()) {
            throw new IllegalArgumentException(
                    "size of " + role.id() + ": " + size + " (expected: 0 to " + role.maxSize() + ")");
        }
    }

    public static BundleFile of(FileRole role, byte[] content) {
        return of(role, content, role.version());
    }

    /** @param version of the format, where it is not the greatest */
    static BundleFile of(FileRole role, byte[] content, int version) {
        return new BundleFile(role, Sha256.of(content), content.length, version);
    }

    /** Reads the file once. */
    public static BundleFile of(FileRole role, Path file) throws IOException {
        Sha256.OfFile digest = Sha256.of(file);
        return new BundleFile(role, digest.sha256(), digest.size(), role.version());
    }

    /** Where the file lies in a bundle folder. */
    public Path in(Path folder) {
        return folder.resolve(Bundle.FILES).resolve(sha256);
    }

    /**
     * Checks a file that claims to be this one.
     *
     * @throws BundleException when size or digest differ, or it cannot be read
     */
    public void verify(Path file) throws BundleException {
        Sha256.OfFile found;
        try {
            found = Sha256.of(file);
        } catch (IOException e) {
            throw new BundleException(role.id() + ": cannot read " + file + ": " + e, e);
        }
        check(found.size(), found.sha256(), file);
    }

    void check(long foundSize, String foundSha256, Path file) throws BundleException {
        if (foundSize != size) {
            throw new BundleException(
                    role.id() + ": " + file + " has " + foundSize + " bytes (expected: " + size + ")");
        }
        if (!foundSha256.equals(sha256)) {
            throw new BundleException(
                    role.id() + ": " + file + " has SHA-256 " + foundSha256 + " (expected: " + sha256 + ")");
        }
    }
}
