package org.schoolgate.rules.list;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Owners of a zone's records as names within the zone, whichever way they are written. */
final class ZoneNames {
    private String origin = "";
    private @Nullable String apex;

    /** {@code $ORIGIN}; the first one is the zone's own name, as long as nothing else says it. */
    void origin(String name) {
        origin = absolute(name);
        apex = apex == null ? origin : apex;
    }

    /** The owner of the zone's start of authority, which is the zone's own name (RFC 1035, section 5.2). */
    void apex(String owner) {
        apex = absolute(owner);
    }

    /** The owner's name without that of the zone; {@code @} for the zone itself. */
    String trigger(String owner) {
        String name = absolute(owner);
        String zone = apex == null ? "" : apex;
        if (name.equals(zone)) {
            return "@";
        }
        return !zone.isEmpty() && name.endsWith("." + zone)
                ? name.substring(0, name.length() - zone.length() - 1)
                : name;
    }

    /** In small letters, without the dot at the end. */
    private String absolute(String written) {
        String name = written.toLowerCase(Locale.ROOT);
        if (name.endsWith(".")) {
            return name.substring(0, name.length() - 1);
        }
        if (name.equals("@")) {
            return origin;
        }
        return origin.isEmpty() ? name : name + "." + origin;
    }
}
