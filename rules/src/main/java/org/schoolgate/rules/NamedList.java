package org.schoolgate.rules;

/** What a match says of the list it is in. */
public record NamedList(String name, Category category, ExceptionReach exceptions, Provenance provenance) {
    /** A list that has no exceptions, and of which nobody said where it comes from. */
    public NamedList(String name, Category category) {
        this(name, category, ExceptionReach.EVERY_ENTRY, Provenance.UNKNOWN);
    }
}
