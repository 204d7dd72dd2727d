package org.schoolgate.rules;

/** What a match says of the list it is in. */
public record NamedList(String name, Category category, ExceptionReach exceptions) {
    /** A list that has no exceptions. */
    public NamedList(String name, Category category) {
        this(name, category, ExceptionReach.EVERY_ENTRY);
    }
}
