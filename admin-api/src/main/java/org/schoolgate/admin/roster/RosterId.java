package org.schoolgate.admin.roster;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** What other systems call people, classes and devices, made an id as {@link org.schoolgate.rules.people.Ids} has them. */
final class RosterId {
    private static final int MAX_CHARS = 64;
    private static final Pattern OTHERS = Pattern.compile("[^a-z0-9_.-]+");
    private static final Pattern EDGES = Pattern.compile("^-+|-+$");
    private static final int HASH_BYTES = 5;

    private RosterId() {}

    /**
     * The id for what another system calls so, the same each time: as it is but for case, with a hyphen in the place of what
     * cannot be in an id. Where more than ASCII punctuation would be lost that way, as with names in other scripts, a hash of
     * the whole is at its end.
     *
     * @param text not empty
     */
    static String of(String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        String id = EDGES.matcher(OTHERS.matcher(normal).replaceAll("-")).replaceAll("");
        boolean isLossy =
                id.isEmpty() || id.length() > MAX_CHARS || normal.chars().anyMatch(c -> c > '~');
        if (!isLossy) {
            return id;
        }
        String hash = hash(normal);
        String start = id.substring(0, Math.min(id.length(), MAX_CHARS - hash.length() - 1));
        return start.isEmpty() ? hash : start + "-" + hash;
    }

    private static String hash(String text) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
