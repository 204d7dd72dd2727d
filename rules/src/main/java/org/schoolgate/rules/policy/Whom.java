package org.schoolgate.rules.policy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** People, devices or a place that a live fact is about. */
public record Whom(Kind kind, String id) {
    /** In the order in which they count: the narrower first. */
    public enum Kind {
        PERSON,
        CLASS,
        DEVICE_GROUP,
        /** A zone: whoever is there. */
        ROOM,
        /** With all roles that extend it. */
        ROLE;

        private final String id = name().toLowerCase(Locale.ROOT);

        /** As written in live facts. */
        public String id() {
            return id;
        }
    }

    private static final Pattern ID = Pattern.compile("[a-z0-9_.-]{1,64}");

    /** @throws IllegalArgumentException when the id is none */
    public Whom {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(kind.id() + ": \"" + id
                    + "\" (expected: 1 to 64 lower-case letters, digits, \"_\", \"-\" and \".\")");
        }
    }

    /**
     * Reads {@link #text}.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Whom parse(String text) {
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind.id() + "/")) {
                return new Whom(kind, text.substring(kind.id().length() + 1));
            }
        }
        throw new IllegalArgumentException(
                "whom: \"" + text + "\" (expected: " + names(Set.of(Kind.values())) + ", a slash and an id)");
    }

    void require(Set<Kind> kinds) {
        if (!kinds.contains(kind)) {
            throw new IllegalArgumentException("whom: " + text() + " (expected: " + names(kinds) + ")");
        }
    }

    private static String names(Set<Kind> kinds) {
        return kinds.stream().sorted().map(Kind::id).collect(Collectors.joining(" or "));
    }

    /** Whether it can be told in that zone from others: where many share an address, whoever is there is no class. */
    public boolean isToldApart(Zone zone) {
        return kind != Kind.ROOM || !zone.sharedAddress();
    }

    /** Such as {@code class/7b-maths}. */
    public String text() {
        return kind.id() + "/" + id;
    }

    /** {@link #text}. */
    @Override
    public String toString() {
        return text();
    }
}
