package org.schoolgate.admin;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was opened while starting; closes it in the opposite order, the rest even when one fails. */
final class Opened {
    private static final Logger log = LoggerFactory.getLogger(Opened.class);

    private final Deque<AutoCloseable> closing = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T opened) {
        closing.push(opened);
        return opened;
    }

    void close() {
        while (!closing.isEmpty()) {
            try {
                closing.pop().close();
            } catch (Exception e) {
                log.error("Something did not stop as it should", e);
            }
        }
    }
}
