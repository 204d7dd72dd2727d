package org.schoolgate.rules.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The JSON Schema of the policy document, for editors to complete and check it by; in draft 7, which all of them know. {@link
 * PolicyReader} knows more mistakes. The order of its keys is the one in which a policy is best read.
 */
public final class PolicySchema {
    private static final String RESOURCE = "policy.schema.json";

    private PolicySchema() {}

    /** As published. */
    public static String text() {
        try (InputStream in = PolicySchema.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
