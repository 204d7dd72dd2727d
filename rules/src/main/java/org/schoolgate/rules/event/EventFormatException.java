package org.schoolgate.rules.event;

import java.io.IOException;

/** An event, or a batch of them, that is not what its schema says; the message names the field. */
public final class EventFormatException extends IOException {
    private static final long serialVersionUID = 1;

    EventFormatException(String message) {
        super(message);
    }
}
