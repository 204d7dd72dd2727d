package org.schoolgate.proxy.bundle;

import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.locked.LockedList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What health says of the locked slot: it asks the bundle in force for a self-test entry, as a browser would. */
final class LockedHealth {
    static final String CHECK = "locked list";

    private static final Logger log = LoggerFactory.getLogger(LockedHealth.class);

    private final Health health;

    LockedHealth(Health health) {
        this.health = health;
    }

    void report(Bundle bundle) {
        bundle.locked().match(this::unarmed, list -> armed(bundle, list), this::closed);
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
