package org.schoolgate.rules;

/** What an entry does to its own list. Other lists are not concerned. */
public enum Effect {
    /** What it covers is on the list. */
    LISTED,
    /** What it covers is not on the list, whatever its other entries say: {@code @@} in adblock lists, passthru in zones. */
    EXCEPTED,
    /** What it covers is on the list, exceptions or not: {@code $important} in adblock lists. */
    IMPORTANT
}
