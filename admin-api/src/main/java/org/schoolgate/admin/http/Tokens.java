package org.schoolgate.admin.http;

import java.util.Optional;

/** Knows tokens' holders. Called for every request, on the event loop: must not block. */
@FunctionalInterface
public interface Tokens {
    Optional<Caller> holder(String token);
}
