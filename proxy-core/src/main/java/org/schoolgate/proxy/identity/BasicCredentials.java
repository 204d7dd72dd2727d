package org.schoolgate.proxy.identity;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.people.Usernames;

/**
 * A name and a password, as a client gives them by Basic authentication (RFC 7617) in UTF-8. Never written down.
 *
 * @param username in its one spelling, see {@link Usernames}
 */
record BasicCredentials(String username, String password) {
    private static final String SCHEME = "basic ";
    private static final int MAX_LENGTH = 2_048;

    /**
     * Reads the value of a {@code Proxy-Authorization} field.
     *
     * @return null for what is no such pair: of another scheme, too long, no Base64, no UTF-8, with an empty name or password
     */
    static @Nullable BasicCredentials of(String field) {
        boolean isBasic = field.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) && field.length() <= MAX_LENGTH;
        String pair = isBasic ? decode(field.substring(SCHEME.length()).strip()) : null;
        int colon = pair == null ? -1 : pair.indexOf(':');
        return pair == null || colon < 1 || colon == pair.length() - 1
                ? null
                : new BasicCredentials(Usernames.canonical(pair.substring(0, colon)), pair.substring(colon + 1));
    }

    private static @Nullable String decode(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return "BasicCredentials";
    }
}
