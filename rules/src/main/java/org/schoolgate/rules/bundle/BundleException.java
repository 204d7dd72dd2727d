package org.schoolgate.rules.bundle;

import java.io.IOException;

/** A bundle cannot be used; the message says which part, what was found and what was expected. */
public final class BundleException extends IOException {
    private static final long serialVersionUID = 1L;

    BundleException(String message) {
        super(message);
    }

    BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
