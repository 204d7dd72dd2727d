package org.schoolgate.rules.people;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a device is. */
public enum DeviceKind {
    COMPUTER(true),
    TABLET(true),
    PHONE(true),
    /** An interactive board or a screen. */
    BOARD(false),
    TILL(false),
    CAMERA(false),
    PRINTER(false),
    SERVER(false),
    /** Not known; somebody may well sit at it. */
    OTHER(true);

    private final String id = name().toLowerCase(Locale.ROOT);
    private final boolean isUsedByPeople;

    DeviceKind(boolean isUsedByPeople) {
        this.isUsedByPeople = isUsedByPeople;
    }

    /** As written in files and answers. */
    public String id() {
        return id;
    }

    /** Whether somebody may be browsing with it; all others act by themselves. */
    public boolean isUsedByPeople() {
        return isUsedByPeople;
    }

    /** @throws IllegalArgumentException when no kind has that {@link #id} */
    public static DeviceKind of(String id) {
        for (DeviceKind kind : values()) {
            if (kind.id.equals(id)) {
                return kind;
            }
        }
        String known = Arrays.stream(values()).map(DeviceKind::id).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("kind: \"" + id + "\" (expected: one of " + known + ")");
    }
}
