package org.schoolgate.proxy.bundle;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.locked.LockedList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What health says of the locked slot: it asks the bundle in force for a self-test entry, as a browser would. */
final class LockedHealth {
    static final String CHECK = "locked list";

    static final String NOTE_CHECK = "locked list note";

    private static final Logger log = LoggerFactory.getLogger(LockedHealth.class);

    private final Health health;
    private @Nullable String logged;

    LockedHealth(Health health) {
        this.health = health;
    }

    void report(Bundle bundle) {
        bundle.locked().match(this::unarmed, list -> armed(bundle, list), this::closed);
    }

    /** That the slot is armed is on the disk. */
    void noted() {
        health.ok(NOTE_CHECK, "written");
    }

    /** That the slot is armed cannot be brought to the disk: known as long as this process runs. Logged at each new reason. */
    void notNoted(IOException reason) {
        String text = "that the slot is armed cannot be written down, and is tried again: " + reason.getMessage();
        if (!text.equals(logged)) {
            log.error("Locked list: {}", text);
            logged = text;
        }
        health.error(NOTE_CHECK, text);
    }

    private boolean unarmed() {
        health.ok(CHECK, "not armed");
        return true;
    }

    private boolean armed(Bundle bundle, LockedList list) {
        if (!bundle.blocksLockedSelfTest()) {
            return error("the self-test entry is not blocked");
        }
        health.ok(CHECK, "armed, " + list.names() + " hosts and " + list.pages() + " pages, self-test passed");
        return true;
    }

    private boolean closed(String why) {
        return error("armed, and its list is missing (" + why + "): closed but for the help set");
    }

    private boolean error(String text) {
        log.error("Locked list: {}", text);
        health.error(CHECK, text);
        return false;
    }
}
