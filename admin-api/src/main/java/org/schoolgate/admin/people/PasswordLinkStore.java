package org.schoolgate.admin.people;

import java.time.Instant;
import java.util.Optional;

/** Links by which people set their passwords, each once. */
public interface PasswordLinkStore {
    /** Keeps a link, in the place of any that the person had; those that have ended are forgotten. */
    void put(String tokenHash, String person, Instant now, Instant expiresAt);

    /** Whose link it is; empty where there is none, or none any more. */
    Optional<String> find(String tokenHash, Instant now);

    /** As {@link #find}, and it is no link any more. */
    Optional<String> take(String tokenHash, Instant now);
}
