package org.schoolgate.proxy.bundle;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.metrics.Health;
import org.schoolgate.rules.bundle.Bundle;
import org.schoolgate.rules.bundle.Generation;
import org.schoolgate.rules.bundle.Manifest;
import org.schoolgate.rules.locked.LockedSlot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which bundle follows which, and what health says of it: the one that serves, and the last that was refused with the
 * reason, until one as new as that is taken. Once a manifest says that the locked slot is armed, a bundle that does not say
 * so serves closed. Confined to one thread at a time.
 */
final class Succession {
    static final String CHECK = "bundle";

    private static final String CATEGORIES_CHECK = "categories";
    private static final Generation NONE = new Generation(0, 0);
    private static final Logger log = LoggerFactory.getLogger(Succession.class);

    private record Refusal(Generation generation, String text) {}

    private final CurrentBundle current;
    private final Health health;
    private final ArmedNote armed;
    private final LockedHealth lockedHealth;
    private @Nullable Refusal refusal;
    private @Nullable String logged;

    Succession(CurrentBundle current, Health health, ArmedNote armed) {
        this.current = current;
        this.health = health;
        this.armed = armed;
        this.lockedHealth = new LockedHealth(health);
        report();
    }

    /** What serves; 0.0 when nothing does. */
    Generation serving() {
        Bundle bundle = current.get();
        return bundle == null ? NONE : bundle.manifest().position();
    }

    /** After what a bundle is wanted: after what serves, unless that is to be fetched again because its locked list is damaged. */
    Generation wantedAfter() {
        Bundle bundle = current.get();
        return bundle == null || bundle.isLockedListDamaged() ? NONE : serving();
    }

    /** Heeds what a manifest of ours says of the locked slot, whatever becomes of its bundle. */
    void saw(Manifest manifest) {
        if (manifest.armed()) {
            armed.see(manifest.position());
            note();
        }
    }

    /**
     * Closes what is in force if another bundle armed the slot and did not take its place, and tries the note again if it is
     * due. To be called after each look for a newer bundle, whatever came of it.
     */
    void settle() {
        note();
        Bundle bundle = current.get();
        if (bundle != null && isDisarmed(bundle)) {
            serve(bundle);
        }
    }

    private void note() {
        if (!armed.isDue()) {
            return;
        }
        try {
            armed.write();
            lockedHealth.noted();
        } catch (IOException e) {
            lockedHealth.notNoted(e);
        }
    }

    private boolean isDisarmed(Bundle bundle) {
        return armed.isArmed() && bundle.locked() instanceof LockedSlot.Unarmed;
    }

    /** Puts a bundle, whose manifest was {@link #saw seen}, in the place of the one before. */
    void serve(Bundle opened) {
        Bundle bundle = isDisarmed(opened) ? opened.closed("the bundle is not armed, and another was") : opened;
        Generation before = serving();
        lockedHealth.report(
                bundle); // before all that is to be decided now is worked out, which it asks for another time
        current.replace(bundle);
        log.info("Bundle: serving generation {} (before: {})", bundle.manifest().position(), before);
        if (refusal != null && refusal.generation().compareTo(serving()) <= 0) {
            refusal = null;
        }
        report();
        reportCategories(bundle.policy().missing());
    }

    private void reportCategories(List<String> missing) {
        if (missing.isEmpty()) {
            health.ok(CATEGORIES_CHECK, "all that the policy requires are loaded");
        } else {
            String text = String.join("; ", missing);
            log.warn("Bundle: {}", text);
            health.warn(CATEGORIES_CHECK, text);
        }
    }

    /**
     * Notes that a bundle is not taken. Logged once, however often it comes back.
     *
     * @param generation which; 0.0 when it did not even say
     */
    void refuse(Generation generation, Exception reason) {
        String name = generation.equals(NONE) ? "a bundle" : "generation " + generation.generation();
        Refusal latest = new Refusal(generation, name + " refused: " + reason.getMessage());
        if (!latest.text().equals(logged)) {
            log.warn("Bundle: {}", latest.text());
            logged = latest.text();
        }
        refusal = latest;
        report();
    }

    /** Notes that what was refused is no longer offered. */
    void withdrawn() {
        refusal = null;
        report();
    }

    private void report() {
        Bundle bundle = current.get();
        String refused = refusal == null ? "" : refusal.text() + "; ";
        if (bundle == null) {
            health.error(CHECK, refused + "no bundle to serve: closed");
        } else if (refusal == null) {
            health.ok(CHECK, "serving generation " + serving().generation());
        } else {
            health.warn(CHECK, refused + "serving " + serving().generation());
        }
    }
}
