package org.schoolgate.admin.people;

import java.util.Locale;

/**
 * What was done to a person, a class or a device, or with them.
 *
 * @param subject id of the person, class or device; empty where it was done with many
 * @param detail which fields, from what to what; never a name of a person, and never a password
 */
public record Change(Kind kind, String subject, Action action, String detail) {
    /** What was changed. */
    public enum Kind {
        PERSON,
        CLASS,
        DEVICE;

        private final String id = name().toLowerCase(Locale.ROOT);

        public String id() {
            return id;
        }
    }

    /** What was done. */
    public enum Action {
        ADDED,
        CHANGED,
        /** A person who was here is a leaver now. */
        LEFT,
        REMOVED,
        /** Names of people were read, for the reason in the detail. */
        NAMES_READ,
        PASSWORD_SET,
        /** A link was made by which a password can be set once. */
        LINK_MADE;

        private final String id = name().toLowerCase(Locale.ROOT);

        public String id() {
            return id;
        }
    }
}
