package org.schoolgate.rules.list;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Owners of a zone's records as names within the zone, whichever way they are written. */
final class ZoneNames {
    private String origin = "";
    private @Nullable String apex;

    /** {@code $ORIGIN}; the first one is the zone's own name. */
    void origin(String name) {
        origin = absolute(name);
        apex();
    }

    /** The zone's own name is known by now: what is there so far. */
    void apex() {
        if (apex == null) {
            apex = origin;
        }
    }

    /** The owner's name without that of the zone; {@code @} for the zone itself. */
    String trigger(String owner) {
        String name = absolute(owner.toLowerCase(Locale.ROOT));
        String zone = apex == null ? "" : apex;
        if (name.equals(zone)) {
            return "@";
        }
        return !zone.isEmpty() && name.endsWith("." + zone)
                ? name.substring(0, name.length() - zone.length() - 1)
                : name;
    }

    /** Without the dot at the end. */
    private String absolute(String name) {
        if (name.endsWith(".")) {
            return name.substring(0, name.length() - 1);
        }
        if (name.equals("@")) {
            return origin;
        }
        return origin.isEmpty() ? name : name + "." + origin;
    }
}
